/** What can be asked of a panel or a part of it now, and why something can't. Pure. */
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import type { ArmMode, PanelCommand, PanelCommandKind } from '../../../shared/model/panels.ts';
import type { Text } from '../../app/text.ts';
import { isDown, type Row } from './rows.ts';

/** As `panels.abilities` answers it for one panel. */
export interface Abilities {
  readonly panelId: string;
  readonly commands: readonly { readonly kind: PanelCommandKind; readonly needsCode: boolean }[];
}

/** Its key and its word; `clear` is two things: a zone's bypass, or a panel's memory. */
export type CommandWord = PanelCommandKind | 'reset';
export interface Offer {
  readonly kind: PanelCommandKind;
  readonly word: CommandWord;
  readonly key: string;
  readonly needsCode: boolean;
}
/** Why nothing, or not this, can be asked. */
export type Block = 'role' | 'unknown' | 'none' | 'notHere' | 'offline' | 'underWay' | 'code';

const keys: { readonly [kind in PanelCommandKind]: string } = { arm: 'A', disarm: 'D', bypass: 'B', clear: 'C', silence: 'Q' };

/** What makes sense for this line, by what it is and how it stands. */
function kindsFor(row: Row): readonly PanelCommandKind[] {
  if (row.type === 'panel') return ['arm', 'disarm', 'silence', 'clear'];
  if (row.point.kind === 'partition') return ['arm', 'disarm', 'silence', 'clear'];
  if (row.point.kind === 'zone') return [row.point.bypassed ? 'clear' : 'bypass'];
  return [];
}

const wordOf = (kind: PanelCommandKind, row: Row): CommandWord => (kind === 'clear' && !(row.type === 'point' && row.point.kind === 'zone') ? 'reset' : kind);

export function offersFor(row: Row, abilities: Abilities | undefined): readonly Offer[] {
  return kindsFor(row).flatMap((kind) => {
    const ability = abilities?.commands.find((one) => one.kind === kind);
    return ability === undefined ? [] : [{ kind, word: wordOf(kind, row), key: keys[kind], needsCode: ability.needsCode }];
  });
}

/** An accepted one whose time is over from the start: this panel does not tell when it is done. */
export const isUnderWay = ({ state, deadlineUtcMs, stateAtUtcMs }: PanelCommand): boolean =>
  state === 'sent' || (state === 'accepted' && deadlineUtcMs > stateAtUtcMs);

/** Commands to exactly this line, newest first. */
export function commandsTo(row: Row, commands: readonly PanelCommand[]): readonly PanelCommand[] {
  const [pointKind, pointId] = row.type === 'panel' ? [null, null] : [row.point.kind, row.point.pointId];
  return commands
    .filter((command) => command.panelId === row.panel.panelId && command.pointKind === pointKind && command.pointId === pointId)
    .toSorted((a, b) => b.askedAtUtcMs - a.askedAtUtcMs);
}

export interface Situation {
  readonly mayCommand: boolean;
  /** undefined: not answered yet. */
  readonly abilities: readonly Abilities[] | undefined;
  readonly commands: readonly PanelCommand[];
}

/** The one thing that stands in the way of all commands to this line; null = nothing does. */
export function blockOf(row: Row, { mayCommand, abilities, commands }: Situation): Block | null {
  if (!mayCommand) return 'role';
  if (abilities === undefined) return 'unknown';
  const own = abilities.find(({ panelId }) => panelId === row.panel.panelId);
  if (own === undefined || own.commands.length === 0) return 'none';
  const offers = offersFor(row, own);
  if (offers.length === 0) return 'notHere';
  if (isDown(row.panel)) return 'offline';
  if (commandsTo(row, commands).some(isUnderWay)) return 'underWay';
  return offers.every(({ needsCode }) => needsCode) ? 'code' : null;
}

/** Do two people have to agree? Arming, taking a bypass back and silencing make nothing less safe. */
export const needsSecond = (kind: PanelCommandKind, policy: AlarmPolicy): boolean => (kind === 'disarm' || kind === 'bypass' ? policy.twoPersons[kind] : false);

/** `Ground floor`, or `the whole panel`. */
export const whatText = (row: Row, { t }: Pick<Text, 't'>): string => (row.type === 'panel' ? t('panels.whole') : row.point.name);

/** `arm Ground floor (Away)`: what is sent, in words. */
export function saidText(word: CommandWord, what: string, mode: ArmMode | null, { t }: Pick<Text, 't'>): string {
  return t(`panels.said.${word}`, { what, mode: mode === null ? '' : t(`panels.mode.${mode}`) });
}

/** A command that was given, in words; the name of its point as it is now. */
export function commandText(command: PanelCommand, name: string | null, { t }: Pick<Text, 't'>): string {
  const word: CommandWord = command.kind === 'clear' && command.pointKind !== 'zone' ? 'reset' : command.kind;
  return saidText(word, name ?? command.pointId ?? t('panels.whole'), command.mode, { t });
}
