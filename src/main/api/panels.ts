/** Procedures of `panels`: commands, words and secrets. */
import { unwrap } from './contract-errors.ts';
import { defined, type Implementer } from './implementer.ts';
import type { Services } from './services.ts';

const done = { ok: true } as const;

/** Procedures of `panels`. */
export function panelProcedures({ panels: os }: Implementer, { panelCommands, panelWords, panelSecrets, sessions }: Services) {
  const actor = sessions.actor;
  return {
    abilities: os.abilities.handler(() => panelCommands.abilities().map((panel) => ({ ...panel, commands: [...panel.commands] }))),
    command: os.command.handler(({ context, input }) => unwrap(panelCommands.command(actor(context.seat), input))),
    taughtWords: os.taughtWords.handler(() => panelWords.taught()),
    teach: os.teach.handler(({ context, input }) =>
      unwrap(panelWords.teach(actor(context.seat), { ...input, meaning: typeof input.meaning === 'string' ? input.meaning : defined(input.meaning) })),
    ),
    forget: os.forget.handler(async ({ context, input }) => {
      await unwrap(panelWords.forget(actor(context.seat), input));
      return done;
    }),
    dismissUnknown: os.dismissUnknown.handler(async ({ input }) => {
      await unwrap(panelWords.dismissUnknown(input));
      return done;
    }),
    setSecret: os.setSecret.handler(async ({ context, input }) => {
      await unwrap(panelSecrets.set(actor(context.seat), input));
      return done;
    }),
    secrets: os.secrets.handler(() => panelSecrets.list()),
  };
}
