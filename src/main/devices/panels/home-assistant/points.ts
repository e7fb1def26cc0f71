/** Announced entities as parts of the panel: panels are partitions, sensors that watch something are zones. Pure. */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { isZoneClass } from './device-classes.ts';
import type { KnownEntity } from './registry.ts';

/** States of an alarm control panel, in our words; `pending` is the entry delay here, not yet an alarm. */
export const panelStates: ReadonlyMap<string, PartitionState> = new Map([
  ['disarmed', 'disarmed'],
  ['armed_home', 'armedHome'],
  ['armed_away', 'armedAway'],
  ['armed_night', 'armedNight'],
  ['armed_vacation', 'armedVacation'],
  ['armed_custom_bypass', 'armedCustom'],
  ['pending', 'entryDelay'],
  ['triggered', 'triggered'],
  ['arming', 'arming'],
  ['disarming', 'disarming'],
]);

/** The bridge's own name for it, the same however it is announced; where it gives none, where it was announced. */
export const pointIdOf = ({ entity, key }: KnownEntity): string => entity.uniqueId ?? key;

/** What it is like now; nothing for entities that are no part of their own (a battery, a link). */
export function pointSignals(config: HomeAssistantPanelConfig, known: KnownEntity, retained: boolean): readonly PanelSignal[] {
  const kind = pointKind(known);
  if (kind === null) return [];
  const state = stateOf(known);
  return [
    {
      type: 'point',
      panelId: config.id,
      kind,
      pointId: pointIdOf(known),
      name: known.source,
      partition: kind === 'partition' ? known.source : null,
      retained,
      simulated: config.simulated,
      ...(state === null ? {} : { state }),
    },
  ];
}

export function pointGone(config: HomeAssistantPanelConfig, known: KnownEntity): readonly PanelSignal[] {
  const kind = pointKind(known);
  return kind === null ? [] : [{ type: 'pointGone', panelId: config.id, kind, pointId: pointIdOf(known) }];
}

function pointKind({ entity }: KnownEntity): 'partition' | 'zone' | null {
  if (entity.kind === 'alarm_control_panel') return 'partition';
  return isZoneClass(entity.deviceClass) ? 'zone' : null;
}

function stateOf({ entity, lastState }: KnownEntity): string | null {
  if (lastState === null) return null;
  if (entity.kind === 'alarm_control_panel') return panelStates.get(lastState) ?? null;
  return lastState === 'on' ? 'open' : 'closed';
}
