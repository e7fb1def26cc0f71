/**
 * The properties that the PAI bridge (Paradox EVO, Spectra, Magellan) publishes, and what they mean. Data only.
 * What a state word or another property tells better is listed as harmless, so that it is no unknown word.
 */
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PartitionWords } from '../shapes/partitions.ts';

export const partitionWords: PartitionWords = new Map<string, PartitionState>([
  ['disarmed', 'disarmed'],
  ['armed_away', 'armedAway'],
  ['armed_home', 'armedHome'],
  ['armed_night', 'armedNight'],
  ['arming', 'arming'],
  ['pending', 'entryDelay'],
  ['triggered', 'triggered'],
]);

/** What the properties of one kind of thing are. */
export interface PropertyTable {
  /** True is an alarm or trouble of this condition. */
  readonly conditions: ReadonlyMap<string, string>;
  /** A change is worth a row in the day log: words for true and for false (null = not worth one). */
  readonly events: ReadonlyMap<string, readonly [on: string, off: string | null]>;
  readonly harmless: ReadonlySet<string>;
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const table = (
  conditions: { readonly [condition: string]: string },
  events: { readonly [property: string]: readonly [on: string, off: string | null] },
  harmless: string,
): PropertyTable => ({
  conditions: new Map(Object.entries(conditions).flatMap(([condition, names]) => words(names).map((name) => [name, condition] as const))),
  events: new Map(Object.entries(events)),
  harmless: new Set([...words(harmless), ...described]),
});

/** Names, numbers and definitions of any thing. */
const described = words('id key label number definition attributes status type partition partitions signal_strength model serial_number version');

const partition = table(
  { fire: 'fire_alarm pulse_fire_alarm', panic: 'panic_alarm', medical: 'paramedic_alarm', holdUp: 'silent_alarm' },
  {
    entry_delay: ['entryDelay', null],
    lockout: ['keypadLockout', 'keypadLockoutOver'],
    programming: ['programming', 'programmingOver'],
    trouble: ['trouble', 'troubleOver'],
  },
  // `current_state` is made from these by the bridge; the rest is told by the zones.
  `target_state current_hass audible_alarm strobe_alarm alarm bell_activated was_in_alarm alarm_in_memory alarms_in_memory generated_alarm
   arm arm_away arm_stay arm_sleep arm_force arm_no_entry stay_arm sleep_arm force_arm stayd_mode_active stay_arming_auto arm_with_remote remote_arming
   voice_arming auto_arming_engaged auto_arm_reach exit_delay exit_delay_finished entry_delay_finished intellizone_delay intellizone_delay_finished
   intellizone_engage tx_delay_finished transmission_delay_finished bell_delay_finished fire_delay_in_progress fire_delay_end no_movement_delay_end
   alarm_duration_finished recent_closing_delay partition_recently_close in_remote_delay wait_window police_code_delay follow_become_delay
   cancel_alarm_reporting_on_disarming time_to_refresh_zone_status ready ready_status all_zone_closed inhibit_ready bypass_ready force_ready
   stay_instant_ready zone_bypassed zone_supervision_trouble zone_fire_loop_trouble zone_low_battery_trouble zone_tamper_trouble`,
);

const zone = table(
  {
    intrusion: 'alarm presently_in_alarm',
    fire: 'fire fire_alarm',
    tamper: 'tamper',
    battery: 'low_battery low_battery_trouble rf_low_battery_trouble',
    supervision: 'supervision_trouble rf_supervision_trouble',
    problem: 'fire_loop_trouble trouble',
  },
  { shutdown: ['shutDown', 'shutDownOver'], shutted_down: ['shutDown', 'shutDownOver'] },
  // Alarm memory, delays, and what live events set beside the polled bits and never take back.
  `generated_alarm was_in_alarm was_bypassed alarm_in_memory entry_delay exit_delay fire_delay intellizone_delay no_delay tx_delay in_tx_delay
   activated_entry_delay activated_intellizone_delay zone_tamper_trouble zone_low_battery_trouble zone_supervision_trouble chime force_zone stay_zone`,
);

const system = table(
  {
    mains: 'ac_trouble ac_failure_trouble module_ac_trouble wireless_repeater_ac_loss_trouble wireless_keypad_ac_trouble',
    battery: 'battery_failure_trouble low_battery_trouble module_battery_fail wireless_repeater_battery_trouble wireless_keypad_battery_trouble',
    line: `tlm_trouble telephone_line fail_tel_1_trouble fail_tel_2_trouble fail_tel_3_trouble fail_tel_4_trouble com_pc_trouble module_tlm_trouble
      module_fail_to_com_trouble computer_fail_to_communicate_trouble voice_fail_to_communicate_trouble pager_fail_to_communicate_trouble
      central_1_reporting_ftc_indicator_trouble central_2_reporting_ftc_indicator_trouble`,
    module: `aux_limit_trouble auxiliary_output_overload_trouble bell_limit_trouble bell_absent_trouble bell_output_overload_trouble
      bell_output_disconnected_trouble rom_error_trouble module_rom_error_trouble module_printer_trouble module_aux_trouble missing_keypad_trouble
      missing_module_trouble module_supervision_trouble bus_com_trouble bus_global_fail bus_overload_trouble mdl_com_error rf_interference_trouble`,
    tamper: 'module_tamper_trouble',
    problem: 'fire_loop_trouble zone_fault_trouble time_lost_trouble timer_loss_trouble safety_mismatch_trouble',
  },
  // Summaries: what is behind them is told one by one.
  Object.fromEntries(
    words(`system_trouble dialer_trouble module_trouble communication_trouble bell_trouble power_trouble zone_tamper_trouble zone_low_battery_trouble
      rf_low_battery_trouble zone_supervision_trouble`).map((name) => [name, [name, null]] as const),
  ),
  'trouble',
);

const module = table(
  {
    tamper: 'tamper',
    mains: 'ac_trouble ac_loss ac_failure_trouble',
    battery: 'battery_fail battery_trouble low_battery low_battery_trouble',
    line: 'tlm_trouble fail_to_comm',
    supervision: 'supervision_trouble',
    module: 'trouble aux_trouble printer_trouble rom_error',
  },
  {},
  'open on',
);

const door = table({ tamper: 'tamper', supervision: 'supervision_trouble', battery: 'low_battery' }, { open: ['opened', 'closed'] }, 'alarm_in_memory');
const output = table(
  { tamper: 'tamper', supervision: 'supervision_trouble', battery: 'low_battery low_battery_trouble' },
  {},
  'on timer_active time_left normally_closed disabled fire_2_wires pulse',
);
const other = table({}, {}, '');

const tables: ReadonlyMap<string, PropertyTable> = new Map([
  ['partitions', partition],
  ['zones', zone],
  ['outputs', output],
  ['doors', door],
  ['door', door],
  ...['modules', 'module', 'bus', 'buses', 'bus-module', 'keypads', 'keypad', 'repeaters', 'repeater', 'sirens', 'siren'].map(
    (name) => [name, module] as const,
  ),
]);

/** What the properties of this kind of thing are; a kind that is not known has no known properties. */
export const propertiesOf = (kind: string): PropertyTable => tables.get(kind) ?? other;
export const systemTroubles: PropertyTable = system;

/** Troubles that are the system's own; the others are told under their names, so that one can't end another. */
export const ownTroubles: ReadonlySet<string> = new Set(['ac_trouble', 'ac_failure_trouble', 'battery_failure_trouble', 'low_battery_trouble']);
