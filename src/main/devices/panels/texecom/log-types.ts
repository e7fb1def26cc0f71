/** What the types and groups of Texecom log entries mean (texecom2mqtt's `log` topic). Data only. */

/** Types that no zone and no area tells, with their condition. Whether it begins or ends is said by the group. */
const conditionTypes: { readonly [condition: string]: string } = {
  fire: 'KeypadFire',
  medical: 'KeypadMedical',
  panic: 'KeypadAudiblePA PAFromRemoteFOB ConfirmedPA ConfirmedPAAudible',
  holdUp: 'KeypadSilentPA ConfirmedPASilent',
  duress: 'DuressCodeAlarm',
  confirmedIntrusion: 'VerifiedCrossZoneAlarm ConfirmedAlarm ConfirmedIntruder',
  tamper: 'PanelBoxTamper BellTamper AuxiliaryTamper ExpanderTamper KeypadTamper CodeTamperAlarm PSUTamper GSMTamper ZoneMasked',
  mains: 'ACFail PSUACFail',
  battery: 'LowBattery PSUBatteryFail RFDeviceLowBattery BatteryChargerFault',
  line: 'TelephoneLineFault FailToCommunicate TestCallFailed',
  module: `PowerOPFault MainsOverVoltage ExpanderTrouble RemoteKeypadTrouble ExpanderLowVoltage PSULowOutputFail PowerUnitFailure RadioConfigFailure
    RadioJamming iDLoopShorted`,
  supervision: 'SupervisionFault',
  problem: 'ZoneFault',
};

const tests = 'ManualTestTransmission AutomaticTestTransmission TestCallPassed';

/** Rows in the day log and no more: what zones and areas tell as alarms, and what people do. */
const events = `EntryExit1 EntryExit2 Guard GuardAccess Interior Perimeter TwentyFourHourAudible TwentyFourHourSilent PAAudible PASilent Fire Medical
  TwentyFourHourGas Auxiliary Tamper ExitTerminator MomentKey LatchKey Security OmitKey Custom AlarmActive BellActive Rearm UserCode ExitStarted ExitError
  EntryStarted PartArmSuite ArmedWithLineFault OpenClose PartArmed AutoOpenClose AutoArmDeferred OpenAfterAlarm RemoteOpenClose QuickArm RecentClosing
  ResetAfterAlarm SystemPowerUp DownloadStart DownloadEnd LogCapacityAlert DateChanged TimeChanged InstallerProgrammingStart InstallerProgrammingEnd
  FireZoneTamper ZoneTamper KeypadLockout SoakTestAlarm UserWalkTestStartEnd NVMDefaultsLoaded FirstKnock DoorAccess PartArm1 PartArm2 PartArm3
  AutoArmingStarted ProxTag AccessCodeChangedDeleted ArmFailed LogCleared CommunicationPort TAGSystemExitBatteryOK TAGSystemExitBatteryLow
  TAGSystemEntryBatteryOK TAGSystemEntryBatteryLow MicrophoneActivated AVClearedDown MonitoredAlarm SiteDataChanged FaultsOverridden DoorAccess2 CIEReset
  RemoteCommand UserAdded UserDeleted UserAcknowledged QuickPartArm1 QuickPartArm2 QuickPartArm3 RemotePartArm1 RemotePartArm2 RemotePartArm3`;

export type LogMeaning = { readonly is: 'condition'; readonly condition: string } | { readonly is: 'event' | 'test' };

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const byType: ReadonlyMap<string, LogMeaning> = new Map<string, LogMeaning>([
  ...words(events).map((type) => [type, { is: 'event' }] as const),
  ...words(tests).map((type) => [type, { is: 'test' }] as const),
  ...Object.entries(conditionTypes).flatMap(([condition, types]) => words(types).map((type) => [type, { is: 'condition', condition }] as const)),
]);

/** null = a type that nobody knows. */
export const meaningOfType = (type: string): LogMeaning | null => byType.get(type) ?? null;

/** What a group says of its entry. The two high bits tell of the panel's own reporting. */
export type LogEdge = 'begins' | 'ends' | 'bypassed' | 'bypassEnded' | null;
const edges: ReadonlyMap<number, LogEdge> = new Map<number, LogEdge>([
  ...[1, 3, 9, 11, 20, 26].map((group) => [group, 'begins'] as const),
  ...[2, 4, 10, 12].map((group) => [group, 'ends'] as const),
  ...[7, 21].map((group) => [group, 'bypassed'] as const),
  ...[8, 22].map((group) => [group, 'bypassEnded'] as const),
]);

/** null = the group says nothing of it, or there is none (older bridges leave it out). */
export const edgeOf = (group: unknown): LogEdge => (typeof group === 'number' ? (edges.get(group & 0x3f) ?? null) : null);
