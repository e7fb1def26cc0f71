/** Commands of the mapping dialect: a topic and a word for each, from the configuration. Pure. */
import type { MappingPanelConfig } from '../../../../shared/model/config.ts';
import { type PanelCommandKind, panelCommandKinds } from '../../../../shared/model/panels.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import type { CommandPlan } from '../dialect.ts';

type Commands = NonNullable<MappingPanelConfig['commands']>;

const pointMark = '{point}';
const codeMark = '{code}';

/** What this panel has words for. */
export function commandsOf(commands: Commands | undefined): readonly PanelCommandKind[] {
  const keys = Object.keys(commands?.words ?? {});
  return panelCommandKinds.filter((kind) => keys.some((key) => key === kind || key.startsWith(`${kind}.`)));
}

/** A word with `{code}` in it can't go without one. */
export function codeFor(commands: Commands | undefined, kind: PanelCommandKind): 'needed' | 'none' {
  const words = Object.entries(commands?.words ?? {}).filter(([key]) => key === kind || key.startsWith(`${kind}.`));
  return words.some(([, word]) => word.includes(codeMark)) ? 'needed' : 'none';
}

/** null where there is no word, no code for a word that has one, or no way to name the point: the whole panel must never stand for a part of it. */
export function planCommand(commands: Commands | undefined, request: PanelCommandRequest): CommandPlan | null {
  if (commands === undefined) return null;
  const word = wordOf(commands, request);
  const { topic } = commands;
  if (word === null || (word.includes(codeMark) && request.code === null)) return null;
  const namesPoint = topic.includes(pointMark) || word.includes(pointMark);
  if (namesPoint !== (request.pointId !== null)) return null;
  const point = request.pointId ?? '';
  if (/[+#\0]/.test(point)) return null;
  const payload = word.replaceAll(pointMark, () => point).replaceAll(codeMark, () => request.code ?? '');
  return { messages: [{ topic: topic.replaceAll(pointMark, () => point), payload }], proof: { result: false, point: null } };
}

/** Plain `arm` means away; no other mode may become it. */
function wordOf({ words }: Commands, { kind, mode }: PanelCommandRequest): string | null {
  if (kind !== 'arm') return words[kind] ?? null;
  const own = mode === null ? undefined : words[`arm.${mode}`];
  return own ?? (mode === null || mode === 'away' ? (words.arm ?? null) : null);
}
