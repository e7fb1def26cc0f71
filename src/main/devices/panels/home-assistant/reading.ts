/**
 * What a state or availability payload of an announced entity means. Must not know the broker or a clock.
 */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { misunderstood, type Reading, understood } from '../dialect.ts';
import { alarmOfClass, type ClassMeaning, eventWords, triggeredMeaning } from './device-classes.ts';
import type { KnownEntity } from './registry.ts';
import { applyTemplate } from './template.ts';

/** States of an alarm control panel; `pending` is the entry delay here, not yet an alarm. */
const panelStates = new Set([
  'disarmed',
  'armed_home',
  'armed_away',
  'armed_night',
  'armed_vacation',
  'armed_custom_bypass',
  'pending',
  'triggered',
  'arming',
  'disarming',
]);

const connectivity: ClassMeaning = { condition: 'connectivity', category: 'trouble', priority: 3, latched: false, alarmWhen: 'off' };

/** Reads the state payload and remembers it in `known`. */
export function readState(config: HomeAssistantPanelConfig, known: KnownEntity, text: string, retained: boolean, nowMonoMs: number): Reading {
  const { entity } = known;
  if (entity.template === null) return misunderstood('templateUnsupported', entity.objectId);
  const value = applyTemplate(entity.template, text);
  if (value === null) return misunderstood('noValue', entity.objectId);
  const state = entity.kind === 'alarm_control_panel' ? panelState(value) : sensorState(known, value);
  if (state === null) return misunderstood('unknownState', value);
  const signals = [...revived(config, known, retained), ...stateSignals(config, known, state, retained)];
  known.lastState = state;
  known.offAtMonoMs = state === 'on' && entity.offDelayMs !== null ? nowMonoMs + entity.offDelayMs : null;
  known.expireAtMonoMs = entity.expireAfterMs === null ? null : nowMonoMs + entity.expireAfterMs;
  return understood(signals);
}

function panelState(value: string): string | null {
  const word = value.toLowerCase();
  return panelStates.has(word) ? word : null;
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
  if (known.entity.kind === 'alarm_control_panel') {
    const alarm = conditionSignal(config, known, triggeredMeaning, state === 'triggered', retained);
    return known.lastState === state || state === 'triggered' ? [alarm] : [alarm, eventSignal(config, known, state, retained)];
  }
  const meaning = alarmOfClass(known.entity.deviceClass);
  if (meaning !== null) return [conditionSignal(config, known, meaning, state === meaning.alarmWhen, retained)];
  const words = eventWords(known.entity.deviceClass);
  if (words === null || known.lastState === state) return [];
  return [eventSignal(config, known, state === 'on' ? words[0] : words[1], retained)];
}

/** Time alone ended an `on` (off delay) or the entity's validity (expiry). */
export function readDue(config: HomeAssistantPanelConfig, known: KnownEntity, nowMonoMs: number): readonly PanelSignal[] {
  const signals: PanelSignal[] = [];
  if (known.offAtMonoMs !== null && nowMonoMs >= known.offAtMonoMs) {
    known.offAtMonoMs = null;
    signals.push(...stateSignals(config, known, 'off', false));
    known.lastState = 'off';
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

/** A device's own availability; a bridge that carries all of the panel is told as such. */
export function readAvailability(
  config: HomeAssistantPanelConfig,
  known: KnownEntity,
  topic: string,
  text: string,
  retained: boolean,
  isBridge: boolean,
): Reading {
  const source = known.entity.availability.find((one) => one.topic === topic);
  if (source === undefined) return understood([]);
  const value = source.template === null ? null : applyTemplate(source.template, text);
  const online = value === source.online ? true : value === source.offline ? false : null;
  if (online === null) return misunderstood('unknownAvailability', text);
  if (isBridge) return understood([{ type: 'availability', panelId: config.id, online, simulated: config.simulated }]);
  return understood([conditionSignal(config, known, connectivity, !online, retained)]);
}

/** Ends what a withdrawn entity may have raised: it will never clear by itself. */
export function readRemoval(config: HomeAssistantPanelConfig, known: KnownEntity): readonly PanelSignal[] {
  const meaning = known.entity.kind === 'alarm_control_panel' ? triggeredMeaning : alarmOfClass(known.entity.deviceClass);
  const event = eventSignal(config, known, 'removed', false);
  return meaning === null ? [event] : [conditionSignal(config, known, meaning, false, false), event];
}

function conditionSignal(config: HomeAssistantPanelConfig, known: KnownEntity, meaning: ClassMeaning, active: boolean, retained: boolean): PanelSignal {
  const { condition, category, priority, latched } = meaning;
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
  };
}

function eventSignal(config: HomeAssistantPanelConfig, known: KnownEntity, event: string, retained: boolean): PanelSignal {
  return { type: 'event', panelId: config.id, source: known.source, event, text: null, retained, simulated: config.simulated };
}
