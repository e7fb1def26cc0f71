import { describe, expect, it } from 'vitest';
import { told } from '../../../src/main/services/told.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsOf } from '../../../src/shared/contract/live-events.ts';
import { alarm, entry, visit } from '../renderer/live/samples.ts';

const person: LiveEvent = { type: 'visit', visit: visit('v-1', { name: 'Eva Horáková' }) };

describe('events that are told together', () => {
  it('are one message, in their order', () => {
    const events: LiveEvent[] = [
      { type: 'entry', entry: entry(1) },
      { type: 'alarm', alarm: alarm('a') },
    ];
    expect(eventsOf(told(events).message(false))).toEqual(events);
  });

  it('are written once, however many seats are told', () => {
    const news = told([person]);
    expect(news.message(false)).toBe(news.message(false));
    expect(news.message(true)).toBe(news.message(true));
  });

  it('have no names for a locked seat, and are the same text for both where there are none', () => {
    const names = told([person]);
    expect(names.message(false).events).toContain('Eva');
    expect(names.message(true).events).not.toContain('Eva');
    const none = told([{ type: 'alarmGone', alarmId: 'a' }]);
    expect(none.message(true)).toBe(none.message(false));
  });

  it('have no names for a locked seat among the newest rows either', () => {
    const rows = [{ ...entry(2), visitorName: 'Eva Horáková' }];
    expect(told([{ type: 'skipped', seq: 2, gate: [], log: rows }]).message(true).events).not.toContain('Eva');
  });

  it('hold nothing that the contract does not know', () => {
    const held = { ...alarm('a'), delay: { edge: 'on', dueAtUtcMs: 5 } };
    expect(told([{ type: 'alarm', alarm: held }]).message(false).events).not.toContain('delay');
  });

  it('are refused where the contract does not allow them: that is a bug of ours, and no seat is told half a thing', () => {
    const broken = { ...alarm('a'), priority: 7 } as unknown as ReturnType<typeof alarm>;
    expect(() => told([{ type: 'alarm', alarm: broken }]).message(false)).toThrow(/priority/);
  });
});
