/**
 * What the keys of a zigbee2mqtt device mean at a gate post. Data only. Numbers and texts about the radio, firmware and
 * settings are in none of these tables: they are no news.
 */

/** Flags that are an alarm while they are true, with our word for it. */
export const alarmKeys: ReadonlyMap<string, string> = new Map([
  ['smoke', 'fire'],
  ['carbon_monoxide', 'carbonMonoxide'],
  ['gas', 'gas'],
  ['water_leak', 'water'],
  ['sos', 'panic'],
  ['tamper', 'tamper'],
  ['battery_low', 'battery'],
  ['battery_defect', 'battery'],
  ['ac_defect', 'mains'],
  ['trouble', 'problem'],
]);

/** Flags that tell of something that moves; worth a row when they begin. */
export const motionKeys: ReadonlyMap<string, string> = new Map([
  ['occupancy', 'motion'],
  ['presence', 'motion'],
  ['vibration', 'vibration'],
  ['moving', 'moving'],
]);

/** Keys that make a device a sensor, in the order in which they speak for its state. */
export const sensorKeys: readonly string[] = ['contact', 'smoke', 'carbon_monoxide', 'gas', 'water_leak', 'occupancy', 'presence', 'vibration', 'moving'];

/** Flags that are settings or reports about themselves; true is no news. */
export const quietKeys: ReadonlySet<string> = new Set([
  'contact',
  'test',
  'update_available',
  'supervision_reports',
  'restore_reports',
  'led_indication',
  'led_enable',
  'led_disabled_night',
  'child_lock',
  'silence',
  'mute',
  'calibrated',
  'linkage_alarm',
  'heartbeat_indicator',
  'trigger_indicator',
  'interview_completed',
]);

/** Buttons for emergencies: pressed is all they ever say. */
export const emergencyActions: ReadonlyMap<string, string> = new Map([
  ['emergency', 'panic'],
  ['panic', 'panic'],
  ['sos', 'panic'],
  ['fire', 'fire'],
  ['medical', 'medical'],
]);

/** What keypads ask of a controller; a fact for the log, and nobody has to teach it to us. */
export const keypadActions: ReadonlySet<string> = new Set([
  'disarm',
  'arm_day_zones',
  'arm_night_zones',
  'arm_all_zones',
  'exit_delay',
  'entry_delay',
  'invalid_code',
  'not_ready',
  'already_disarmed',
  'arming_stay',
  'arming_night',
  'arming_away',
]);
