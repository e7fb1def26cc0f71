/** Procedures of the gate: holders, photos, cards. */
import { unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import type { Services } from './services.ts';

/** Procedures of `gate`. */
export function gateProcedures(os: Implementer, { cards, sessions }: Services) {
  return {
    find: os.gate.find.handler(({ input }) => cards.find(input.text)),
    photo: os.gate.photo.handler(({ input }) => cards.photo(input.holderId)),
    setPhoto: os.gate.setPhoto.handler(({ context, input }) => unwrap(cards.setPhoto(sessions.actor(context.seat), input.holderId, input.photo))),
    setCardStatus: os.gate.setCardStatus.handler(({ context, input }) => unwrap(cards.setStatus(sessions.actor(context.seat), input))),
    setPin: os.gate.setPin.handler(({ context, input }) => unwrap(cards.setPin(sessions.actor(context.seat), input))),
    registerCard: os.gate.registerCard.handler(({ context, input }) => unwrap(cards.register(sessions.actor(context.seat), input))),
  };
}
