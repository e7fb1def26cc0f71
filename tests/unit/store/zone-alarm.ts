/** An alarm as tests of the store keep it. */
import { freshAlarm } from '../../fixtures/alarm.ts';

export const zoneAlarm = freshAlarm({
  alarmId: 'a1',
  condition: 'fire',
  category: 'life',
  priority: 1,
  latched: true,
  raisedAtUtcMs: 1,
  lastChangeAtUtcMs: 1,
  steps: { sent: { atUtcMs: 2, by: 'anna' } },
  text: 'Feuer',
});
