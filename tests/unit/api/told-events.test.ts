import { describe, expect, it } from 'vitest';
import { type Telling, toldEvents, whileAtSeat } from '../../../src/main/api/told-events.ts';
import type { SeatConnection } from '../../../src/main/services/seat.ts';
import type { SignedIn } from '../../../src/main/services/sessions.ts';

const never = new AbortController().signal;

async function all<E>(events: AsyncIterable<E>): Promise<E[]> {
  const seen: E[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe('events of a piece of work', () => {
  it('come in order, also those told before anyone looked, and end with the work', async () => {
    const events = toldEvents<number>(never, async ({ tell }) => {
      tell(1);
      tell(2);
      await Promise.resolve();
      tell(3);
    });
    expect(await all(events)).toEqual([1, 2, 3]);
  });

  it('end with what the work threw, after everything that it told', async () => {
    const events = toldEvents<number>(never, async ({ tell }) => {
      tell(1);
      throw new Error('broken');
    });
    expect(await events.next()).toEqual({ value: 1, done: false });
    await expect(events.next()).rejects.toThrow('broken');
  });

  it('stop the work when nobody listens any more, and wait until it has stopped', async () => {
    const log: string[] = [];
    const events = toldEvents<number>(never, async ({ tell, signal }) => {
      tell(1);
      await aborted(signal);
      await Promise.resolve();
      log.push('tidied up');
    });
    for await (const event of events) {
      log.push(`saw ${event}`);
      break;
    }
    expect(log).toEqual(['saw 1', 'tidied up']);
  });

  it('stop the work when the seat may not see it any more', async () => {
    const seat = new AbortController();
    const events = toldEvents<string>(seat.signal, async ({ signal, tell }: Telling<string>) => {
      await aborted(signal);
      tell('the last');
    });
    const seen = all(events);
    seat.abort();
    expect(await seen).toEqual(['the last']);
  });
});

describe('the watch over a seat', () => {
  const seat: SeatConnection = { seatId: 'desk-1', host: 'node', token: 'x' };
  const ivo = (more: Partial<SignedIn['user']> = {}, locked = false): SignedIn => ({
    user: { name: 'Ivo', role: 'installer', active: true, locked: false, language: null, ...more },
    locked,
  });

  it.each([
    ['signs out', null, true],
    ['locks the seat', ivo({}, true), true],
    ['becomes a guard', ivo({ role: 'guard' }), true],
    ['goes on working', ivo(), false],
  ])('ends the work or not when somebody %s', (_what, after, ends) => {
    let at: SignedIn | null = ivo();
    const listeners = new Set<(token: string) => void>();
    const onChange = (listener: (token: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    const sessions = { at: () => at, onChange };
    const watch = whileAtSeat(sessions, seat, ['lead', 'installer']);
    at = after;
    for (const listener of listeners) listener('x');
    expect(watch.signal.aborted).toBe(ends);
    watch.dispose();
    expect(listeners.size).toBe(0);
  });
});

const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
