/**
 * Key names of discovery messages: short ones to long ones, and `~` as base topic (alarms.md 1).
 * Pure. Must not know what the values mean.
 */

/** The short names that concern us; all other keys are left alone. */
const longNames: ReadonlyMap<string, string> = new Map([
  ['stat_t', 'state_topic'],
  ['val_tpl', 'value_template'],
  ['dev_cla', 'device_class'],
  ['cmd_t', 'command_topic'],
  ['cmd_tpl', 'command_template'],
  ['cod_arm_req', 'code_arm_required'],
  ['cod_dis_req', 'code_disarm_required'],
  ['pl_disarm', 'payload_disarm'],
  ['pl_arm_away', 'payload_arm_away'],
  ['pl_arm_home', 'payload_arm_home'],
  ['pl_arm_nite', 'payload_arm_night'],
  ['pl_arm_vacation', 'payload_arm_vacation'],
  ['pl_arm_vac', 'payload_arm_vacation'],
  ['sup_feat', 'supported_features'],
  ['pl_on', 'payload_on'],
  ['pl_off', 'payload_off'],
  ['off_dly', 'off_delay'],
  ['exp_aft', 'expire_after'],
  ['avty', 'availability'],
  ['avty_mode', 'availability_mode'],
  ['avty_t', 'availability_topic'],
  ['avty_tpl', 'availability_template'],
  ['pl_avail', 'payload_available'],
  ['pl_not_avail', 'payload_not_available'],
  ['uniq_id', 'unique_id'],
  ['obj_id', 'object_id'],
  ['dev', 'device'],
  ['o', 'origin'],
  ['cmps', 'components'],
  ['p', 'platform'],
  ['t', 'topic'],
  ['migr_discvry', 'migrate_discovery'],
]);
const longDeviceNames: ReadonlyMap<string, string> = new Map([['sa', 'suggested_area']]);

export type Fields = { readonly [key: string]: unknown };

/** A JSON object as fields; null for anything else. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** Long names at the top, in `device` and in `availability`. Component ids are names of the bridge's own: they stay. */
export function withLongNames(fields: Fields): Fields {
  const top = renamed(fields, longNames);
  const device = fieldsOf(top.device);
  return {
    ...top,
    ...(device === null ? {} : { device: renamed(device, longDeviceNames) }),
    ...(top.availability === undefined ? {} : { availability: eachEntry(top.availability, (entry) => renamed(entry, longNames)) }),
  };
}

/** `~` at the beginning or the end of a topic stands for the base topic. */
export function withBaseTopic(fields: Fields): Fields {
  const base = fields['~'];
  if (typeof base !== 'string') return fields;
  const expanded = expandTopics(fields, base);
  if (fields.availability === undefined) return expanded;
  return { ...expanded, availability: eachEntry(fields.availability, (entry) => expandTopics(entry, base)) };
}

function renamed(fields: Fields, names: ReadonlyMap<string, string>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [names.get(key) ?? key, value]));
}

/** `availability` is one entry or a list of them. */
function eachEntry(value: unknown, change: (entry: Fields) => Fields): unknown {
  const changed = (entry: unknown): unknown => {
    const fields = fieldsOf(entry);
    return fields === null ? entry : change(fields);
  };
  return Array.isArray(value) ? value.map(changed) : changed(value);
}

function expandTopics(fields: Fields, base: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' && key.endsWith('topic') ? expand(value, base) : value]),
  );
}

function expand(text: string, base: string): string {
  if (text.startsWith('~')) return base + text.slice(1);
  return text.endsWith('~') ? text.slice(0, -1) + base : text;
}
