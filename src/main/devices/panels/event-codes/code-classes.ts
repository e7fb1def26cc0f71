/** What kinds of event codes there are and what each is worth by default (design: alarms.md 1). Data only. */
import type { AlarmCategory, Priority } from '../../../../shared/model/alarms.ts';

export type CodeKind = 'alarm' | 'trouble' | 'openClose' | 'bypass' | 'test' | 'log';

/** What a code does: begins something, ends something, or either as a qualifier says. */
export type CodeEdge = 'begins' | 'ends' | 'qualified';

export interface CodeClass {
  readonly kind: CodeKind;
  readonly condition: string | null;
  readonly category: AlarmCategory;
  readonly priority: Priority;
  readonly latched: boolean;
  /** Sent when something happens and mostly never taken back: buttons and codes of people. */
  readonly momentary: boolean;
  /** Where the code itself says so; else as its table does. */
  readonly edge: 'begins' | 'ends' | null;
}

const alarm = (condition: string, category: AlarmCategory, priority: Priority, latched = false, momentary = false): CodeClass => ({
  kind: 'alarm',
  condition,
  category,
  priority,
  latched,
  momentary,
  edge: null,
});
const trouble = (condition: string): CodeClass => ({ ...alarm(condition, 'trouble', 3), kind: 'trouble' });
const told = (kind: CodeKind, edge: CodeClass['edge'] = null): CodeClass => ({
  kind,
  condition: null,
  category: kind === 'test' ? 'test' : 'other',
  priority: 4,
  latched: false,
  momentary: false,
  edge,
});

export const codeClasses: { readonly [name: string]: CodeClass } = {
  fire: alarm('fire', 'life', 1, true),
  gas: alarm('gas', 'life', 1, true),
  carbonMonoxide: alarm('carbonMonoxide', 'life', 1, true),
  medical: alarm('medical', 'life', 1, true, true),
  panic: alarm('panic', 'life', 1, true, true),
  holdUp: alarm('holdUp', 'holdUp', 1, false, true),
  duress: alarm('duress', 'holdUp', 1, false, true),
  intrusion: alarm('intrusion', 'intrusion', 2, true),
  verifiedIntrusion: alarm('intrusion', 'intrusion', 1, true),
  unverifiedIntrusion: alarm('intrusion', 'intrusion', 3, true),
  doorForced: alarm('doorForced', 'intrusion', 2, true),
  doorForced3: alarm('doorForced', 'access', 3),
  doorHeldOpen: alarm('doorHeldOpen', 'access', 3),
  doorHeldOpen2: alarm('doorHeldOpen', 'access', 2),
  tamper: alarm('tamper', 'tamper', 2),
  moduleTamper: alarm('module', 'tamper', 2),
  supervisionLoss: alarm('supervision', 'tamper', 2),
  /** Contact ID 384 stands among tamper and supervision: a detector that is about to be lost. */
  sensorBattery: alarm('battery', 'tamper', 2),
  water: alarm('water', 'technical', 3),
  freeze: alarm('freeze', 'technical', 3),
  temperature: alarm('temperature', 'technical', 3),
  technical: alarm('technical', 'technical', 3),
  mains: trouble('mains'),
  battery: trouble('battery'),
  power: trouble('power'),
  line: trouble('line'),
  module: trouble('module'),
  problem: trouble('problem'),
  supervision: trouble('supervision'),
  /** A module's own tamper contact, which Contact ID counts among the troubles (341). */
  tamper3: trouble('tamper'),
  testMissing: trouble('testMissing'),
  over: told('trouble', 'ends'),
  openClose: told('openClose'),
  opened: told('openClose', 'begins'),
  closed: told('openClose', 'ends'),
  /** Always an arming, whatever its qualifier says. */
  closing: told('openClose', 'ends'),
  bypass: told('bypass'),
  unbypass: told('bypass', 'ends'),
  test: told('test', 'begins'),
  log: told('log', 'begins'),
};

/** What an ending of this condition is worth: as its own class says it. */
export function worthOfCondition(condition: string): Pick<CodeClass, 'category' | 'priority' | 'latched'> {
  return Object.values(codeClasses).find((facts) => facts.condition === condition) ?? told('log');
}
