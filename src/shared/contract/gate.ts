/** Procedures of `gate`: holders, photos and cards. */
import { z } from 'zod';
import { cardReasons } from '../model/reasons.ts';
import { everyone, only } from './base.ts';
import { cardNumber, cardStatuses, credential, holder, line, timeUtcMs, withReason } from './schemas.ts';

export const gate = {
  /** Holders by name or card number, with their cards. */
  find: everyone.input(z.object({ text: line(80) })).output(z.array(z.object({ holder, cards: z.array(credential) }))),
  photo: everyone.input(z.object({ holderId: z.string() })).output(z.object({ mime: z.string(), base64: z.string() }).nullable()),
  setPhoto: only('lead', 'installer')
    .input(
      z.object({
        holderId: z.string(),
        photo: z.object({ mime: z.enum(['image/jpeg', 'image/png', 'image/webp']), base64: z.string().max(1_400_000) }).nullable(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  setCardStatus: only('lead', 'operator')
    .input(withReason(cardReasons, { card: cardNumber, status: z.enum(cardStatuses) }))
    .output(credential),
  /** Gives an unknown card to a new or known holder. */
  registerCard: only('lead', 'installer')
    .input(z.object({ card: cardNumber, holderId: z.string().nullable(), name: line(80), department: line(80), validUntilUtcMs: timeUtcMs.nullable() }))
    .output(credential),
  /** The PIN for readers that ask for one beside the card; null takes it away. Nobody can read it again. */
  setPin: only('lead', 'installer')
    .input(
      z.object({
        card: cardNumber,
        pin: z
          .string()
          .regex(/^[0-9]{4,8}$/)
          .nullable(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
};
