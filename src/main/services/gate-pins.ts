/** Card and PIN: asks for the PIN of a card at a reader and checks it against its hash. It decides nothing else and writes nothing. */
import { type CardNumber, type CardRead, cardText } from '../../shared/model/cards.ts';
import type { PinProof } from '../core/access/decide.ts';
import { createPinTries } from '../core/access/pin-tries.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ReaderPrompt } from '../core/ports/devices.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { type After, createPinPads } from './gate-pin-pads.ts';
import type { Secrets } from './secrets.ts';

export interface GatePins {
  /** Asks at the reader of the read. `alarming`: a wrong PIN too many. */
  ask(read: CardRead): Promise<{ readonly proof: PinProof; readonly alarming: boolean }>;
  /** Keys typed at a reader; ignored unless a PIN is asked for there. */
  keys(readerId: string, keys: string): void;
  /** Nobody waits at this reader any longer. */
  end(readerId: string): void;
  stop(): void;
}

export interface GatePinsDeps {
  readonly read: Pick<Reads, 'cardPin'>;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'verify'>;
  readonly after: After;
  readonly prompt: (readerId: string, prompt: ReaderPrompt) => void;
}

const keyOf = (card: CardNumber): string => `${card.format} ${cardText(card)}`;

/** Nobody is asked yet. */
export function createGatePins({ read: reads, clock, secrets, after, prompt }: GatePinsDeps): GatePins {
  const pads = createPinPads(after);
  const tries = createPinTries();
  const wrong = { proof: 'wrong', alarming: false } as const;
  const missing = { proof: 'missing', alarming: false } as const;

  return {
    async ask({ card, readerId }) {
      const key = keyOf(card);
      const hash = reads.cardPin(card);
      if (hash === null) return missing;
      if (tries.refuses(key, clock.monoMs())) return wrong;
      prompt(readerId, 'pin');
      const pin = await pads.wait(readerId);
      if (pin === null) return missing;
      // It may have been tried too often at another reader meanwhile.
      if (tries.refuses(key, clock.monoMs())) return wrong;
      prompt(readerId, 'wait');
      if (!(await secrets.verify(pin, hash))) return { proof: 'wrong', alarming: tries.wrong(key, clock.monoMs()) };
      tries.right(key);
      return { proof: 'right', alarming: false };
    },
    keys: pads.keys,
    end: pads.end,
    stop: pads.stop,
  };
}
