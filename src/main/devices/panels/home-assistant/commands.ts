/** Commands to announced alarm panels. Their state word tells whether it was done. Must not know templates: that is control.ts. */
import type { PanelCommandKind, PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import type { CommandPlan } from '../dialect.ts';
import { type CodeUse, type Control, commandPayload } from './control.ts';
import { pointIdOf } from './points.ts';
import type { KnownEntity } from './registry.ts';

interface Target {
  readonly known: KnownEntity;
  readonly control: Control;
}

export function commandsOf(all: Iterable<KnownEntity>): readonly PanelCommandKind[] {
  const targets = targetsOf(all);
  if (targets.length === 0) return [];
  return targets.some(({ control }) => control.arm.size > 0) ? ['arm', 'disarm'] : ['disarm'];
}

/** The strictest of what the panel's partitions ask for. */
export function codeUseOf(all: Iterable<KnownEntity>, kind: PanelCommandKind): CodeUse {
  if (kind !== 'arm' && kind !== 'disarm') return 'none';
  const uses = targetsOf(all).map(({ control }) => (kind === 'arm' ? control.codeForArm : control.codeForDisarm));
  return uses.includes('needed') ? 'needed' : uses.includes('optional') ? 'optional' : 'none';
}

/** The messages of a command; null = this panel or point can't. */
export function planCommand(all: Iterable<KnownEntity>, request: PanelCommandRequest): CommandPlan | null {
  const { kind, pointKind, pointId, mode, code } = request;
  if ((kind !== 'arm' && kind !== 'disarm') || (pointKind !== null && pointKind !== 'partition')) return null;
  const targets = targetsOf(all).filter(({ known }) => pointId === null || pointIdOf(known) === pointId);
  const messages = targets.flatMap(({ control }) => {
    const action = kind === 'disarm' ? control.disarm : control.arm.get(mode ?? 'away');
    const codeUse = kind === 'disarm' ? control.codeForDisarm : control.codeForArm;
    return action === undefined || (codeUse === 'needed' && code === null) ? [] : [{ topic: control.topic, payload: commandPayload(control, action, code) }];
  });
  const [only, ...others] = targets;
  // Half of a panel armed would be taken for the whole.
  if (only === undefined || messages.length < targets.length) return null;
  const states: readonly PartitionState[] = kind === 'disarm' ? ['disarmed'] : armedBy[mode ?? 'away'];
  return { messages, proof: { result: false, point: others.length > 0 ? null : { kind: 'partition', pointId: pointIdOf(only.known), states } } };
}

/** The exit delay is the panel's own word that it is arming. */
const armedBy = {
  away: ['armedAway', 'arming'],
  home: ['armedHome', 'arming'],
  night: ['armedNight', 'arming'],
  vacation: ['armedVacation', 'arming'],
} as const satisfies { readonly [mode: string]: readonly PartitionState[] };

function targetsOf(all: Iterable<KnownEntity>): readonly Target[] {
  return [...all].flatMap((known) => (known.entity.control === null ? [] : [{ known, control: known.entity.control }]));
}
