/** From the rows of `resources/event-codes` to meanings. Pure; what a row leaves out comes from its class. */
import type { AlarmCategory, Priority } from '../../../../shared/model/alarms.ts';
import { type CodeEdge, type CodeKind, codeClasses } from './code-classes.ts';

/** What the number that comes with a code counts. `none`: it means nothing. */
export type NumberMeaning = 'zone' | 'user' | 'area' | 'device' | 'none';

export interface CodeMeaning {
  readonly text: { readonly en: string; readonly zh: string };
  readonly kind: CodeKind;
  /** null = no alarm, or a code that only ends alarms (see `ends`). */
  readonly condition: string | null;
  readonly category: AlarmCategory;
  readonly priority: Priority;
  readonly latched: boolean;
  readonly momentary: boolean;
  /** `qualified`: a Contact ID qualifier (1, 3, 6) says whether it begins or ends. Opening and bypass begin, closing ends. */
  readonly edge: CodeEdge;
  /** The conditions that are over with it. */
  readonly ends: readonly string[];
  readonly names: NumberMeaning;
  /** The part of the panel that it is about where no zone is named (`line 1`), so that two parts never share an alarm. */
  readonly part: string | null;
  /** Arming with people inside. */
  readonly armsHome: boolean;
}

/** One row of a table: words, class, and what differs from the class. */
export interface CodeRow {
  readonly en: string;
  readonly zh: string;
  /** Name in `codeClasses`. */
  readonly is: string;
  readonly names?: string;
  readonly part?: string;
  readonly arms?: string;
  readonly momentary?: boolean;
  readonly ends?: readonly string[];
}

/** The meanings of a table; `edge` holds where neither row nor class says it. Throws on a class that does not exist: a bug of the table. */
export function compileTable(rows: { readonly [code: string]: CodeRow }, edge: CodeEdge): ReadonlyMap<string, CodeMeaning> {
  return new Map(Object.entries(rows).map(([code, row]) => [code, meaningOf(code, row, edge)]));
}

const numberMeanings = ['zone', 'user', 'area', 'device', 'none'] as const satisfies readonly NumberMeaning[];

function meaningOf(code: string, row: CodeRow, edge: CodeEdge): CodeMeaning {
  const facts = codeClasses[row.is];
  const names = numberMeanings.find((name) => name === (row.names ?? 'zone'));
  if (facts === undefined || names === undefined) throw new Error(`event code ${code}: no such class or number meaning`);
  const { kind, condition, category, priority, latched } = facts;
  const momentary = row.momentary ?? facts.momentary;
  const ends = row.ends ?? (condition === null ? [] : [condition]);
  return {
    text: { en: row.en, zh: row.zh },
    kind,
    condition,
    category,
    priority,
    latched,
    momentary,
    edge: facts.edge ?? edge,
    ends,
    names,
    part: row.part ?? null,
    armsHome: row.arms === 'home',
  };
}
