/** What the shell takes from the features, in one place. A feature never takes from another. */
export { AlarmBoard, AlarmList, TopAlarmStrip } from '../features/alarm-board/index.ts';
export { DayLog } from '../features/day-log/index.ts';
export { GateList, GateLog, HolderCard } from '../features/gate-log/index.ts';
export { AlarmSounds, SoundState, SoundTest } from '../features/sound/index.ts';
export { DocumentBar, InsideList, VisitorBox, Visitors } from '../features/visitors/index.ts';
