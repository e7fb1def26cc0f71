/**
 * Commands of the AD2IoT device: JSON to `commands`, with the user's code. It types them on a keypad of the panel, so
 * that nothing but the partition's state tells whether they were done.
 */
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import type { CommandPlan, Outgoing } from '../dialect.ts';
import type { Ad2Device } from './device.ts';

interface Target {
  readonly device: Ad2Device;
  readonly partition: string;
}

const armedStates = {
  away: ['armedAway', 'armedVacation', 'exitDelay'],
  home: ['armedHome', 'armedNight', 'exitDelay'],
} as const satisfies { readonly [mode: string]: readonly PartitionState[] };

/** The messages of a command; null = this panel or point can't. */
export function planCommand(devices: Iterable<Ad2Device>, request: PanelCommandRequest): CommandPlan | null {
  const known = [...devices];
  switch (request.kind) {
    case 'arm':
      if (request.mode === 'away') return planPartitions(known, request, 'ARM_AWAY', armedStates.away);
      return request.mode === 'home' ? planPartitions(known, request, 'ARM_STAY', armedStates.home) : null;
    case 'disarm':
      return request.code === null ? null : planPartitions(known, request, 'DISARM', ['disarmed']);
    case 'bypass':
      return planBypass(known, request);
    default:
      return null;
  }
}

/** On DSC the same keys bypass and unbypass: a message that comes twice would take the bypass back. */
export function canBypass(devices: Iterable<Ad2Device>): boolean {
  return [...devices].some(({ panelType }) => panelType === 'A');
}

function planPartitions(known: readonly Ad2Device[], request: PanelCommandRequest, action: string, states: readonly PartitionState[]): CommandPlan | null {
  if (request.pointKind !== null && request.pointKind !== 'partition') return null;
  const all = known.flatMap((device) => [...device.partitions.keys()].map((partition): Target => ({ device, partition })));
  const targets = request.pointId === null ? all : all.filter(({ partition }) => partition === request.pointId);
  const [first] = targets;
  if (first === undefined) return null;
  const point = targets.length === 1 ? { kind: 'partition' as const, pointId: first.partition, states } : null;
  return { messages: targets.map((target) => message(target, action, request.code)), proof: { result: false, point } };
}

function planBypass(known: readonly Ad2Device[], request: PanelCommandRequest): CommandPlan | null {
  const { pointKind, pointId: zone, code } = request;
  if (pointKind !== 'zone' || zone === null || code === null) return null;
  const device = known.find((one) => one.panelType === 'A' && one.zones.has(zone));
  if (device === undefined) return null;
  const partition = device.zones.get(zone)?.partition ?? [...device.partitions.keys()][0] ?? '1';
  // Only a report of the dialler says that a zone is bypassed; not every panel has one.
  return { messages: [message({ device, partition }, 'BYPASS', code, zone)], proof: { result: false, point: null } };
}

function message({ device, partition }: Target, action: string, code: string | null, zone?: string): Outgoing {
  const fields = { partition: Number(partition), action, ...(code === null ? {} : { code }), ...(zone === undefined ? {} : { arg: zone.padStart(2, '0') }) };
  return { topic: `${device.root}/commands`, payload: JSON.stringify(fields) };
}
