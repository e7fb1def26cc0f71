/** What a lead decides about alarms at this site. Kept in the store, each change is a row. */
import type { Priority } from './alarms.ts';

export interface AlarmPolicy {
  /** Two persons for these commands to panels. */
  readonly twoPersons: { readonly disarm: boolean; readonly bypass: boolean };
  /** Seconds without an acknowledgement until the second seat, then the lead, is called. */
  readonly escalationSeconds: { readonly [priority in Priority]: readonly [secondSeat: number, lead: number] };
  /** Two zones of one site within this time are one confirmed alarm; 0 = never. */
  readonly confirmationMinutes: number;
  /** So many false alarms of one source within so many days draft a fault report. */
  readonly falseAlarms: { readonly count: number; readonly days: number };
}

export const defaultAlarmPolicy: AlarmPolicy = {
  twoPersons: { disarm: true, bypass: true },
  escalationSeconds: { 1: [30, 60], 2: [90, 180], 3: [90, 180], 4: [90, 180] },
  confirmationMinutes: 30,
  falseAlarms: { count: 3, days: 7 },
};
