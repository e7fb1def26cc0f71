/**
 * What a state or availability payload of an announced entity means. Must not know the broker or a clock.
 */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import type { ConditionMeaning } from '../condition-words.ts';
import { misunderstood, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { alarmOfClass, type ClassMeaning, eventWords, triggeredMeaning } from './device-classes.ts';
import type { Entity } from './discovery.ts';
import { panelStates, pointGone, pointSignals } from './points.ts';
import type { KnownEntity } from './registry.ts';
import { applyTemplate } from './template.ts';

const connectivity: ClassMeaning = { condition: 'offline', category: 'trouble', priority: 3, latched: false, alarmWhen: 'off' };

/** Reads the state payload and remembers it in `known`. The site's own meaning of the word goes first. */
export function readState(config: HomeAssistantPanelConfig, words: WordBook, known: KnownEntity, said: Said, nowMonoMs: number): Reading {
  const { entity } = known;
  const { text, retained } = said;
  if (entity.template === null) return misunderstood('templateUnsupported', entity.objectId);
  const value = applyTemplate(entity.template, text);
  if (value === null) return misunderstood('noValue', entity.objectId);
  const taught = words.meaning(`${known.source}=${value}`) ?? words.meaning(value);
  if (taught !== null) return understood([...readTaught(config, known, taught, value, retained), ...pointSignals(config, known, retained)]);
  const state = entity.kind === 'alarm_control_panel' ? panelState(value) : sensorState(known, value);
  if (state === null) return unknownWord(value);
  const signals = [...revived(config, known, retained), ...stateSignals(config, known, state, retained)];
  known.lastState = state;
  known.armed = armedAfter(known.armed, state);
  known.offAtMonoMs = state === 'on' && entity.offDelayMs !== null ? nowMonoMs + entity.offDelayMs : null;
  known.expireAtMonoMs = entity.expireAfterMs === null ? null : nowMonoMs + entity.expireAfterMs;
  return understood([...signals, ...pointSignals(config, known, retained)]);
}

/** A taught word raises its own condition; `clear` ends what the entity itself can raise, and what words have raised. */
function readTaught(config: HomeAssistantPanelConfig, known: KnownEntity, taught: MappedWord, value: string, retained: boolean): readonly PanelSignal[] {
  if (taught === 'ignore' || taught === 'alive') return [];
  if (taught !== 'clear') {
    known.taught.set(taught.condition, taught);
    return [conditionSignal(config, known, taught, true, retained, value)];
  }
  const own = meaningOf(known);
  const ended = [...(own === null ? [] : [own]), ...known.taught.values()];
  known.taught.clear();
  return ended.map((meaning) => conditionSignal(config, known, meaning, false, retained, value));
}

function panelState(value: string): string | null {
  const word = value.toLowerCase();
  return panelStates.has(word) ? word : null;
}

/** `triggered` and the entry delay say nothing of whether it is armed: what was known stays. */
function armedAfter(armed: boolean | null, state: string): boolean | null {
  if (state.startsWith('armed_')) return true;
  return state === 'disarmed' ? false : armed;
}

function sensorState(known: KnownEntity, value: string): 'on' | 'off' | null {
  const { payloadOn, payloadOff } = known.entity;
  if (value === payloadOn) return 'on';
  if (value === payloadOff) return 'off';
  const word = value.toLowerCase();
  if (word === payloadOn.toLowerCase()) return 'on';
  return word === payloadOff.toLowerCase() ? 'off' : null;
}

function stateSignals(config: HomeAssistantPanelConfig, known: KnownEntity, state: string, retained: boolean): readonly PanelSignal[] {
  const ended = endTaught(config, known, retained);
  if (known.entity.kind === 'alarm_control_panel') {
    const alarm = conditionSignal(config, known, triggeredMeaning, state === 'triggered', retained, state);
    return [...ended, alarm, ...(known.lastState === state || state === 'triggered' ? [] : [partitionEvent(config, known, state, retained)])];
  }
  const meaning = alarmOfClass(known.entity.deviceClass);
  if (meaning !== null) return [...ended, conditionSignal(config, known, meaning, state === meaning.alarmWhen, retained, known.entity.deviceClass)];
  const words = eventWords(known.entity.deviceClass);
  if (words === null || known.lastState === state) return ended;
  return [...ended, eventSignal(config, known, state === 'on' ? words[0] : words[1], retained)];
}

/** A word of the panel's own ends what a taught one before it has raised. */
function endTaught(config: HomeAssistantPanelConfig, known: KnownEntity, retained: boolean): readonly PanelSignal[] {
  const taught = [...known.taught.values()];
  known.taught.clear();
  return taught.map((meaning) => conditionSignal(config, known, meaning, false, retained));
}

function partitionEvent(config: HomeAssistantPanelConfig, known: KnownEntity, state: string, retained: boolean): PanelSignal {
  const armed = armedAfter(known.armed, state);
  const kind = armed === known.armed || armed === null ? 'event' : armed ? 'closed' : 'opened';
  return { ...eventSignal(config, known, panelStates.get(state) ?? state, retained), kind, partition: known.source, code: state };
}

/** Time alone ended an `on` (off delay) or the entity's validity (expiry). */
export function readDue(config: HomeAssistantPanelConfig, known: KnownEntity, nowMonoMs: number): readonly PanelSignal[] {
  const signals: PanelSignal[] = [];
  if (known.offAtMonoMs !== null && nowMonoMs >= known.offAtMonoMs) {
    known.offAtMonoMs = null;
    signals.push(...stateSignals(config, known, 'off', false));
    known.lastState = 'off';
    // Nobody said it: no sign of life.
    signals.push(...pointSignals(config, known, true));
  }
  if (known.expireAtMonoMs !== null && nowMonoMs >= known.expireAtMonoMs) {
    known.expireAtMonoMs = null;
    known.expired = true;
    signals.push(conditionSignal(config, known, connectivity, true, false));
  }
  return signals;
}

function revived(config: HomeAssistantPanelConfig, known: KnownEntity, retained: boolean): readonly PanelSignal[] {
  if (!known.expired) return [];
  known.expired = false;
  return [conditionSignal(config, known, connectivity, false, retained)];
}

export interface Said {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

/** Availability of a bridge that carries all of the panel. */
export function readBridge(config: HomeAssistantPanelConfig, known: KnownEntity, said: Said): Reading {
  const online = isOnline(known, said);
  if (online === null) return misunderstood('unknownAvailability', said.text);
  return understood([{ type: 'availability', panelId: config.id, online, simulated: config.simulated }]);
}

/** A device's own availability. Where several topics decide together, the bridge's is not one of them: it is told as such. */
export function readAvailability(config: HomeAssistantPanelConfig, known: KnownEntity, said: Said, isOfBridge: (topic: string) => boolean): Reading {
  const online = isOnline(known, said);
  if (online === null) return misunderstood('unknownAvailability', said.text);
  known.reached.set(said.topic, online);
  const own = known.entity.availability.filter(({ topic }) => !isOfBridge(topic)).map(({ topic }) => known.reached.get(topic) ?? null);
  const together = togetherOnline(known.entity.availabilityMode, own, online);
  if (together === null) return understood([]);
  known.unreachable = !together;
  return understood([conditionSignal(config, known, connectivity, !together, said.retained)]);
}

function isOnline(known: KnownEntity, { topic, text }: Said): boolean | null {
  const source = known.entity.availability.find((one) => one.topic === topic);
  if (source === undefined || source.template === null) return null;
  const value = applyTemplate(source.template, text);
  return value === source.online ? true : value === source.offline ? false : null;
}

/** null: what was said so far does not decide. */
function togetherOnline(mode: Entity['availabilityMode'], said: readonly (boolean | null)[], last: boolean): boolean | null {
  if (mode === 'latest') return last;
  const decides = mode === 'any';
  if (said.includes(decides)) return decides;
  return said.includes(null) ? null : !decides;
}

/** Ends what a withdrawn entity may have raised: it will never clear by itself. */
export function readRemoval(config: HomeAssistantPanelConfig, known: KnownEntity): readonly PanelSignal[] {
  return [...cleared(config, known), eventSignal(config, known, 'removed', false), ...pointGone(config, known)];
}

/** Alarms stand under the name of their source: they end under the old name and stand on under the new one. */
export function readRenamed(config: HomeAssistantPanelConfig, known: KnownEntity, oldSource: string): readonly PanelSignal[] {
  const meaning = meaningOf(known);
  const isAlarm = meaning !== null && known.lastState === alarmState(known, meaning);
  return [
    ...cleared(config, { ...known, source: oldSource }),
    ...(isAlarm ? [conditionSignal(config, known, meaning, true, true)] : []),
    ...(isLost(known) ? [conditionSignal(config, known, connectivity, true, true)] : []),
    ...(known.lastState === null ? [] : pointSignals(config, known, true)),
  ];
}

function cleared(config: HomeAssistantPanelConfig, known: KnownEntity): readonly PanelSignal[] {
  const meaning = meaningOf(known);
  return [
    ...(meaning === null ? [] : [conditionSignal(config, known, meaning, false, false)]),
    ...[...known.taught.values()].map((taught) => conditionSignal(config, known, taught, false, false)),
    ...(isLost(known) ? [conditionSignal(config, known, connectivity, false, false)] : []),
  ];
}

const isLost = (known: KnownEntity): boolean => known.expired || known.unreachable;
const meaningOf = ({ entity }: KnownEntity): ClassMeaning | null =>
  entity.kind === 'alarm_control_panel' ? triggeredMeaning : alarmOfClass(entity.deviceClass);
const alarmState = ({ entity }: KnownEntity, meaning: ClassMeaning): string => (entity.kind === 'alarm_control_panel' ? 'triggered' : meaning.alarmWhen);

function conditionSignal(
  config: HomeAssistantPanelConfig,
  known: KnownEntity,
  meaning: ConditionMeaning,
  active: boolean,
  retained: boolean,
  code: string | null = null,
): PanelSignal {
  const { condition, category, priority, latched, onDelaySeconds, offDelaySeconds } = meaning;
  return {
    type: 'condition',
    panelId: config.id,
    source: known.source,
    area: known.entity.area,
    condition,
    category,
    priority,
    latched,
    active,
    retained,
    text: null,
    panelTimeUtcMs: null,
    simulated: config.simulated,
    partition: known.entity.kind === 'alarm_control_panel' ? known.source : null,
    code,
    ...(onDelaySeconds === undefined ? {} : { onDelaySeconds }),
    ...(offDelaySeconds === undefined ? {} : { offDelaySeconds }),
  };
}

function eventSignal(config: HomeAssistantPanelConfig, known: KnownEntity, event: string, retained: boolean): Extract<PanelSignal, { type: 'event' }> {
  return { type: 'event', panelId: config.id, source: known.source, event, text: null, retained, simulated: config.simulated };
}
