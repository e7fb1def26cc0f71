/** The alarm board, whole and compact, and the strip with the most urgent alarm. */
export { AlarmBoard } from './alarm-board.tsx';
export { AlarmList } from './alarm-list.tsx';
export { TopAlarmStrip } from './top-alarm-strip.tsx';
