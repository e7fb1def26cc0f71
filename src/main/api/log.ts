/** Procedures of the day log. */
import { unwrap } from './contract-errors.ts';
import { defined, type Implementer } from './implementer.ts';
import { type LogInternal, seatError } from './internal-errors.ts';
import type { Services } from './services.ts';

/** Procedures of `log`. */
export function logProcedures({ log: os }: Implementer, { dayLog, sessions }: Services, logInternal: LogInternal) {
  const actor = sessions.actor;
  return {
    page: os.page.handler(({ input }) => dayLog.page(defined(input))),
    entry: os.entry.handler(({ input }) => unwrap(dayLog.entry(input.seq))),
    note: os.note.handler(({ context, input }) => unwrap(dayLog.note(actor(context.seat), input))),
    amend: os.amend.handler(({ context, input }) => unwrap(dayLog.amend(actor(context.seat), input))),
    export: os.export.handler(async ({ context, input }) => {
      const pieces = await unwrap(dayLog.export(actor(context.seat), input));
      return textEvents(pieces, (error) => seatError(error, 'log.export', logInternal));
    }),
    verify: os.verify.handler(() => dayLog.verify()),
  };
}

async function* textEvents(pieces: AsyncIterable<string>, seen: (error: unknown) => Error): AsyncGenerator<{ text: string }, void, undefined> {
  try {
    for await (const text of pieces) yield { text };
  } catch (error) {
    throw seen(error);
  }
}
