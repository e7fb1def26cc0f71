/** What the JSON of one partition means: its flags as conditions, its state, and the edges of arming and bypass. */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import type { JsonObject } from '../json-message.ts';
import { type Said, type SignalMaker, shownText } from '../signal-maker.ts';
import type { Ad2Device } from './device.ts';

/** Flags that raise something, with the value that does. `alarm_sounding` is not among them: a fire sounds too. */
const conditionFlags: ReadonlyMap<string, readonly [condition: string, alarmWhen: boolean]> = new Map([
  ['fire_alarm', ['fire', true]],
  ['battery_low', ['battery', true]],
  ['ac_power', ['mains', false]],
  ['system_issue', ['problem', true]],
]);
/** Flags that are read otherwise, or are no news. */
const otherFlags: ReadonlySet<string> = new Set([
  'ready',
  'armed_away',
  'armed_stay',
  'alarm_sounding',
  'alarm_event_occurred',
  'backlight_on',
  'programming',
  'programming_mode',
  'zone_bypassed',
  'chime_on',
  'entry_delay_off',
  'perimeter_only',
  'exit_now',
]);

export interface PartitionTools {
  readonly maker: SignalMaker;
  readonly words: WordBook;
  readonly device: Ad2Device;
}

export function readPartition(tools: PartitionTools, partition: string, fields: JsonObject, retained: boolean, nowMonoMs: number): Reading {
  const { maker, device } = tools;
  if (typeof fields.panel_type === 'string') device.panelType = fields.panel_type;
  const source = `Partition ${partition}`;
  const said = { source, partition, retained, text: shownText(fields.last_alpha_messages ?? fields.last_alpha_message) };
  const told = Object.entries(fields).map(([key, value]) => (typeof value === 'boolean' ? readFlag(tools, key, value, said) : []));
  const unknown = told.find((one) => typeof one === 'string');
  const signals: readonly PanelSignal[] = [
    ...told.flatMap((one) => (typeof one === 'string' ? [] : one)),
    ...readSounding(tools, fields, said),
    ...readEdges(tools, partition, fields, said, nowMonoMs),
    maker.point({ kind: 'partition', pointId: partition, name: source, partition, retained, ...stateFields(fields) }),
  ];
  remember(device, partition, fields);
  return unknown === undefined ? understood(signals) : { ...unknownWord(unknown), signals };
}

/** Signals, or the name of the flag that nobody has taught us. */
function readFlag({ maker, words }: PartitionTools, key: string, value: boolean, said: Said): readonly PanelSignal[] | string {
  const taught = taughtFlag(words, key, value);
  const about = { ...said, code: key };
  if (taught !== null) return maker.taught(taught.meaning, taught.active, about);
  const own = conditionFlags.get(key);
  if (own !== undefined) return [maker.condition(meaningOf(own[0]), value === own[1], about)];
  return value && !otherFlags.has(key) ? key : [];
}

function taughtFlag(words: WordBook, key: string, value: boolean): { readonly meaning: MappedWord; readonly active: boolean } | null {
  const ofValue = words.meaning(`${key}=${value}`);
  if (ofValue !== null) return { meaning: ofValue, active: true };
  const ofKey = words.meaning(key);
  return ofKey === null ? null : { meaning: ofKey, active: value };
}

/** A siren that sounds is a burglary unless it sounds for a fire; while it does, it says nothing about a burglary before. */
function readSounding({ maker, words }: PartitionTools, fields: JsonObject, said: Said): readonly PanelSignal[] {
  const sounding = fields.alarm_sounding;
  if (typeof sounding !== 'boolean' || taughtFlag(words, 'alarm_sounding', sounding) !== null) return [];
  if (sounding && fields.fire_alarm === true) return [];
  return [maker.condition(meaningOf('intrusion'), sounding, { ...said, code: 'alarm_sounding' })];
}

function readEdges({ maker, device }: PartitionTools, partition: string, fields: JsonObject, said: Said, nowMonoMs: number): readonly PanelSignal[] {
  const signals: PanelSignal[] = [];
  const known = device.partitions.get(partition);
  const { text: _text, ...where } = said;
  const armed = isArmed(fields);
  const before = known?.armed ?? null;
  // The first word is news only when it was said just now.
  const isNews = armed !== null && (before === null ? !said.retained : armed !== before);
  if (isNews && !device.changeTold(partition, { armed, by: 'state', atMonoMs: nowMonoMs })) {
    signals.push(maker.event({ ...where, kind: armed ? 'closed' : 'opened', event: armedWord(fields) }));
  }
  const { zone_bypassed: bypassed } = fields;
  const bypassedBefore = known?.flags.get('zone_bypassed') ?? false;
  if (typeof bypassed === 'boolean' && bypassed !== bypassedBefore) {
    signals.push(maker.event({ ...where, kind: 'bypassed', event: bypassed ? 'bypassed' : 'bypassEnded', active: bypassed }));
  }
  return signals;
}

function remember(device: Ad2Device, partition: string, fields: JsonObject): void {
  const flags = Object.entries(fields).flatMap(([key, value]) => (typeof value === 'boolean' ? [[key, value] as const] : []));
  device.partitions.set(partition, { armed: isArmed(fields) ?? device.partitions.get(partition)?.armed ?? null, flags: new Map(flags) });
}

function isArmed({ armed_away: away, armed_stay: stay }: JsonObject): boolean | null {
  if (away === true || stay === true) return true;
  return away === false || stay === false ? false : null;
}

/** As reports of the dialler say it too: they know no night mode. */
const armedWord = ({ armed_away: away, armed_stay: stay }: JsonObject): PartitionState =>
  stay === true ? 'armedHome' : away === true ? 'armedAway' : 'disarmed';

function stateFields(fields: JsonObject): { readonly state?: PartitionState; readonly bypassed?: boolean } {
  const state = stateOf(fields);
  return { ...(state === null ? {} : { state }), ...(typeof fields.zone_bypassed === 'boolean' ? { bypassed: fields.zone_bypassed } : {}) };
}

/** Without entry delay, `stay` is the night mode and `away` the one for long absence. */
function stateOf(fields: JsonObject): PartitionState | null {
  if (fields.fire_alarm === true || fields.alarm_sounding === true) return 'triggered';
  const armed = isArmed(fields);
  if (armed !== true) return armed === null ? null : 'disarmed';
  if (fields.exit_now === true) return 'exitDelay';
  const atOnce = fields.entry_delay_off === true;
  if (fields.armed_stay === true) return atOnce ? 'armedNight' : 'armedHome';
  return atOnce ? 'armedVacation' : 'armedAway';
}
