/** Reads the messages of `live.watch`. Imports nothing that runs: the page needs it at its first moment. */
import type { LiveEvent, LiveMessage } from './live.ts';

/** The events of one message. They come from a post of our own, which has checked them. */
export const eventsOf = ({ events }: LiveMessage): LiveEvent[] => JSON.parse(events) as LiveEvent[];

export interface LiveEvents extends AsyncIterableIterator<LiveEvent, void, undefined> {
  /** Ends the stream, also while the reader waits. */
  return(): Promise<IteratorReturnResult<void>>;
}

/** A stream of messages as the events in it, one by one. For one reader. */
export function eventsIn(messages: AsyncIterable<LiveMessage>): LiveEvents {
  const source = messages[Symbol.asyncIterator]();
  let ready: readonly LiveEvent[] = [];
  let at = 0;
  return {
    async next() {
      for (;;) {
        const event = ready[at];
        at += 1;
        if (event !== undefined) return { done: false, value: event };
        const step = await source.next();
        if (step.done === true) return { done: true, value: undefined };
        [ready, at] = [eventsOf(step.value), 0];
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
