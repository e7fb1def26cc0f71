/**
 * One announcement for a whole device: what its components share at the top, the components below, each with the
 * platform it belongs to. Pure: data from outside to entities. Must not keep anything.
 */
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { type DiscoveryProblem, type Entity, isOurs, parseEntity } from './discovery.ts';
import { type Fields, fieldsOf, withLongNames } from './key-names.ts';

export interface AnnouncedComponent {
  readonly kind: Entity['kind'];
  /** Unique within the device. */
  readonly id: string;
  /** null: the bridge takes this component back. */
  readonly entity: Result<Entity, DiscoveryProblem> | null;
}

const availabilityKeys = ['availability', 'availability_topic', 'availability_template', 'payload_available', 'payload_not_available'];

/** What a component takes over from the top where it says nothing itself. `device` is the device's alone; `origin` is of no use here. */
const sharedKeys = ['state_topic', 'command_topic', 'availability_mode', '~'];

/** The components that concern us; others (sensors, switches …) are left out. */
export function parseDevice(announced: unknown): Result<readonly AnnouncedComponent[], DiscoveryProblem> {
  const fields = fieldsOf(announced);
  const device = fields === null ? null : withLongNames(fields);
  const components = fieldsOf(device?.components);
  if (device === null || components === null) return fail({ code: 'badDiscovery', detail: 'components' });
  return ok(Object.entries(components).flatMap(([id, component]) => componentOf(device, id, component)));
}

function componentOf(device: Fields, id: string, announced: unknown): readonly AnnouncedComponent[] {
  const fields = fieldsOf(announced);
  const own = fields === null ? null : withLongNames(fields);
  if (own === null || !isOurs(own.platform)) return [];
  const kind = own.platform;
  if (Object.keys(own).length === 1) return [{ kind, id, entity: null }];
  return [{ kind, id, entity: parseEntity(kind, id, { ...shared(device, own), ...own, device: device.device }) }];
}

/** Availability is taken over as a whole: half of it from here and half from there would mean something else. */
function shared(device: Fields, own: Fields): Fields {
  const speaksOfAvailability = own.availability !== undefined || own.availability_topic !== undefined;
  const keys = speaksOfAvailability ? sharedKeys : [...sharedKeys, ...availabilityKeys];
  return Object.fromEntries(keys.flatMap((key) => (device[key] === undefined ? [] : [[key, device[key]]])));
}
