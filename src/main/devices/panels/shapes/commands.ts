/** What the commands of panels with partitions and zones have in common. Pure. */
import type { ArmMode, PartitionState } from '../../../../shared/model/panels.ts';
import type { CommandProof, PanelCommandRequest } from '../../../core/ports/devices.ts';
import { isTopicLevel } from './names.ts';

/** The exit delay is the panel's own word that it is arming. */
const armedBy: { readonly [mode in ArmMode]: readonly PartitionState[] } = {
  away: ['armedAway', 'arming', 'exitDelay'],
  home: ['armedHome', 'arming', 'exitDelay'],
  night: ['armedNight', 'arming', 'exitDelay'],
  vacation: ['armedVacation', 'arming', 'exitDelay'],
};

/** The partitions that a command is for; empty = none that can be named. */
export function partitionsOf({ pointKind, pointId }: PanelCommandRequest, known: readonly string[]): readonly string[] {
  if (pointKind === null || pointId === null) return known;
  return pointKind === 'partition' && isTopicLevel(pointId) ? [pointId] : [];
}

/** The zone that a command is for; null = it names none. */
export function zoneOf({ pointKind, pointId }: PanelCommandRequest): string | null {
  return pointKind === 'zone' && pointId !== null && isTopicLevel(pointId) ? pointId : null;
}

/** A partition says that it was done; of several none can speak for all, so that the command ends as accepted. */
export function partitionProof(request: PanelCommandRequest, partitions: readonly string[]): CommandProof {
  const [pointId] = partitions;
  if (pointId === undefined || partitions.length > 1) return { result: false, point: null };
  const states = request.kind === 'disarm' ? ['disarmed'] : armedBy[request.mode ?? 'away'];
  return { result: false, point: { kind: 'partition', pointId, states } };
}
