import { beforeEach, describe, expect, it } from 'vitest';
import { createSeatStream, type SeatStream } from '../../../src/main/services/seat-stream.ts';
import type { Snapshot } from '../../../src/main/services/snapshot.ts';
import { told } from '../../../src/main/services/told.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn, type LiveEvents } from '../../../src/shared/contract/live-events.ts';
import { alarm, entry, snapshot } from '../renderer/live/samples.ts';

const gone = (alarmId: string): LiveEvent => ({ type: 'alarmGone', alarmId });
const piece = (alarmId: string, complete: boolean): LiveEvent => ({ type: 'alarms', alarms: [alarm(alarmId)], complete });
const row = (seq: number): LiveEvent => ({ type: 'entry', entry: entry(seq) });

describe('what one seat still has to be told', () => {
  let stream: SeatStream;
  let events: LiveEvents;
  let snapshots: number;
  let rest: LiveEvent[];
  let seq: number;

  beforeEach(() => {
    [snapshots, rest, seq] = [0, [], 0];
    stream = createSeatStream({
      snapshot() {
        snapshots += 1;
        return { first: snapshot({ seq }) as Snapshot, rest: rest.values() };
      },
      masked: () => false,
      maxQueued: 10,
      onEnd: () => undefined,
    });
    events = eventsIn(stream.messages());
  });

  const next = async (): Promise<LiveEvent> => {
    const step = await events.next();
    if (step.done === true) throw new Error('the stream ended');
    return step.value;
  };
  const name = (event: LiveEvent): string =>
    event.type === 'alarms' ? `piece ${event.alarms[0]?.alarmId}` : event.type === 'alarmGone' ? event.alarmId : event.type;
  const named = async (count: number): Promise<string[]> => {
    const names = [];
    for (let n = 0; n < count; n += 1) names.push(name(await next()));
    return names;
  };

  it('is a snapshot, the rest of a long board in pieces, and what happens in between', async () => {
    rest = [piece('a', false), piece('b', false), piece('c', true)];
    expect(await named(2)).toEqual(['snapshot', 'piece a']);
    stream.push(told([gone('x')]));
    stream.push(told([gone('y')]));
    expect(await named(4)).toEqual(['x', 'piece b', 'y', 'piece c']);
  });

  it('reads a piece only when the seat can take it', async () => {
    const read: string[] = [];
    rest = [];
    const pieces = function* (): Generator<LiveEvent, void> {
      for (const alarmId of ['a', 'b']) {
        read.push(alarmId);
        yield piece(alarmId, alarmId === 'b');
      }
    };
    const slow = createSeatStream({
      snapshot: () => ({ first: snapshot() as Snapshot, rest: pieces() }),
      masked: () => false,
      maxQueued: 10,
      onEnd: () => undefined,
    });
    const told_ = slow.messages();
    await told_.next();
    expect(read).toEqual([]);
    await told_.next();
    expect(read).toEqual(['a']);
    await told_.return();
  });

  it('is a new snapshot where more waits than a slow seat can be spared, and what no snapshot holds is still told', async () => {
    expect((await next()).type).toBe('snapshot');
    stream.push(told([{ type: 'session' }]));
    for (let n = 0; n < 4; n += 1) stream.push(told([gone('a'), gone('b'), gone('c')]));
    stream.push(told([{ type: 'session' }, gone('d')]));
    expect(await named(2)).toEqual(['snapshot', 'session']);
    expect(snapshots).toBe(2);
    stream.push(told([gone('e')]));
    expect(await named(1)).toEqual(['e']);
  });

  it('leaves the pieces of an old snapshot when a new one is due', async () => {
    rest = [piece('a', false), piece('b', true)];
    expect(await named(2)).toEqual(['snapshot', 'piece a']);
    rest = [piece('c', true)];
    stream.renew();
    expect(await named(2)).toEqual(['snapshot', 'piece c']);
  });

  it('leaves out rows that the snapshot had', async () => {
    seq = 5;
    stream.push(told([row(4)]));
    expect((await next()).type).toBe('snapshot');
    stream.push(told([row(5), row(6)]));
    const event = await next();
    expect(event.type === 'entry' && event.entry.row.seq).toBe(6);
  });

  it('ends after what is queued, also while the seat waits', async () => {
    await next();
    stream.push(told([gone('a')]));
    stream.end();
    expect(await named(1)).toEqual(['a']);
    expect((await events.next()).done).toBe(true);
  });
});
