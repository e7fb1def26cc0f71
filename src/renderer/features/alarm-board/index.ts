/** The alarm board, whole and compact, the strip with the most urgent alarm, and what screen readers are told. */
export { AlarmAnnouncer } from './alarm-announcer.tsx';
export { AlarmBoard } from './alarm-board.tsx';
export { AlarmList } from './alarm-list.tsx';
export { TopAlarmStrip } from './top-alarm-strip.tsx';
