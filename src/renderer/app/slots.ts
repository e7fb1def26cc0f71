/** What the shell takes from the features, in one place. A feature never takes from another. */
export { AlarmAnnouncer, AlarmBoard, AlarmList, TopAlarmStrip } from '../features/alarm-board/index.ts';
export { DayLog } from '../features/day-log/index.ts';
export { GateList, GateLog, HolderCard } from '../features/gate-log/index.ts';
export { AlarmSounds, SoundBar, SoundState, SoundTest, SpeakerTestBar } from '../features/sound/index.ts';
export { DocumentBar, InsideList, VisitorBox, Visitors } from '../features/visitors/index.ts';
