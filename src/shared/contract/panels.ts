/** Procedures of `panels`: commands to panels, words that they use, and their codes. */
import { z } from 'zod';
import { armModes, panelCommandKinds, pointKinds } from '../model/panels.ts';
import { done, secondPerson } from './alarm-schemas.ts';
import { everyone, only } from './base.ts';
import { mappedWord, panelCommand, panelSecretInput, taughtWord } from './panel-schemas.ts';
import { line } from './schemas.ts';

export const panels = {
  /** What can be asked of each panel now; `needsCode`: a code must be set first. */
  abilities: everyone.output(
    z.array(z.object({ panelId: z.string(), name: z.string(), commands: z.array(z.object({ kind: z.enum(panelCommandKinds), needsCode: z.boolean() })) })),
  ),
  /** Answers once it is on its way or has failed at once; how it goes on is told live. Rules: `secondPersonNeeded`, `secondPersonUnfit`, `commandNotSupported`, `modeNeeded`, `unknownPanel`, `unknownPoint`, `commandUnderWay`. */
  command: only('operator', 'lead')
    .input(
      z.object({
        panelId: z.string().max(60),
        kind: z.enum(panelCommandKinds),
        mode: z.enum(armModes).nullable(),
        pointKind: z.enum(pointKinds).nullable(),
        pointId: z.string().max(200).nullable(),
        second: secondPerson.optional(),
      }),
    )
    .output(panelCommand),
  taughtWords: everyone.output(z.array(taughtWord)),
  /** Gives a word or event code a meaning; `panelId` `*` = at all panels. Its unknown word is done with. */
  teach: only('lead', 'installer')
    .input(z.object({ panelId: z.string().max(60), word: line(120).pipe(z.string().min(1)), meaning: mappedWord }))
    .output(taughtWord),
  forget: only('lead', 'installer')
    .input(z.object({ panelId: z.string().max(60), word: line(120) }))
    .output(done),
  /** Takes an unknown word off the list; it comes again when the panel says it again. */
  dismissUnknown: only('operator', 'lead', 'installer')
    .input(z.object({ panelId: z.string().max(60), word: z.string().max(200) }))
    .output(done),
  /** Sets or (null) removes the panel's user code, or an account's AES key (hex, 16, 24 or 32 bytes) at our receiver. Never told again. */
  setSecret: only('lead', 'installer').input(panelSecretInput).output(done),
  /** Which secrets are set, not what they are. */
  secrets: only('lead', 'installer').output(z.array(z.object({ panelId: z.string(), code: z.boolean(), accounts: z.array(z.string()) }))),
};
