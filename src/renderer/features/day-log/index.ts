/** The day log: the journal in words, notes, amendments, export and verification. */
export { DayLog } from './day-log.tsx';
