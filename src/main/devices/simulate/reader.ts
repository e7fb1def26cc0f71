/**
 * A simulated card reader: the far end of a simulated link, speaking the real bytes of its protocol.
 * It knows nothing of decisions or holders; it shows what it is told, as lamps would.
 */
import type { CardNumber, GateDecision } from '../../../shared/model/cards.ts';
import type { ReaderConfig } from '../../../shared/model/config.ts';
import { defaultWiegandPreset, wiegandPresets } from '../../../shared/model/wiegand-presets.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Link } from '../link/link.ts';
import { createSimulatedLink, type FarEnd } from '../link/simulated-link.ts';
import { encodeEm4100 } from '../readers/em4100/encode.ts';
import { encodeLine } from '../readers/line/encode.ts';
import { encodeMagstripe } from '../readers/magstripe/encode.ts';
import { encodeMrz } from '../readers/mrz/encode.ts';
import { encodeReply } from '../readers/osdp/replies.ts';
import { encodeWiegandText } from '../readers/wiegand-text/encode.ts';
import { type Indication, IndicationLog } from './indications.ts';
import { cardReply } from './osdp/card-reply.ts';

export interface SimulatedReader {
  readonly readerId: string;
  readonly protocol: ReaderConfig['protocol'];
  /** The near end, for `createReader(config, { openLink: () => simulated.link })`. */
  readonly link: Link;
  /** A card held to the reader. False: nothing was sent (unplugged, or this protocol can't carry that card). */
  present(card: CardNumber): boolean;
  /** A document held to a scanner of documents: its machine-readable lines. */
  presentDocument(lines: readonly string[]): boolean;
  /** Keys of its PIN pad: 0-9, *, #. False: nothing was typed. Absent = it has no pad. */
  keys?(keys: string): boolean;
  /** Opens or closes its housing, where it can tell. */
  tamper?(on: boolean): void;
  /** Misbehaviours, one at a time. */
  garbage(bytes: Uint8Array): boolean;
  /** The frame of a card, cut after `keep` bytes. */
  cutFrame(card: CardNumber, keep: number): boolean;
  /** A frame whose checksum or digits are wrong. */
  brokenFrame(card: CardNumber): boolean;
  /** The same frame `times` times without a pause, as a stuck reader does. */
  flood(card: CardNumber, times: number): boolean;
  unplug(): void;
  replug(): void;
  readonly plugged: boolean;
  /** What the console told this reader, oldest first; at most the newest 100. */
  readonly indications: readonly Indication[];
  /** Tells each indication as it comes; answers its disposer. */
  onIndication(listener: (indication: Indication) => void): () => void;
}

/** The bytes with which a reader of this configuration reports the card (osdp: the data of the reply); null if it can't. */
export function encodeForReader(config: Pick<ReaderConfig, 'protocol' | 'template'>, card: CardNumber): Uint8Array | null {
  switch (config.protocol) {
    case 'em4100':
      return encodeEm4100(card);
    case 'wiegand-text':
      return encodeWiegandText(card, config.template ?? wiegandPresets[defaultWiegandPreset]);
    case 'magstripe':
      return encodeMagstripe(card);
    case 'line':
      return encodeLine(card);
    case 'osdp': {
      const reply = cardReply(card);
      return reply === null ? null : encodeReply(reply).data;
    }
    case 'mrz':
      return null;
  }
}

/** A reader far end for the given configuration, plugged in. It holds no timer and needs no stop. */
export function createSimulatedReader(config: Pick<ReaderConfig, 'id' | 'protocol' | 'template'>, deps: { readonly clock: Clock }): SimulatedReader {
  const indications = new IndicationLog();
  const decided = (decision: GateDecision): void => indications.add({ ...decision, atUtcMs: deps.clock.utcMs() });
  const { link, farEnd } = createSimulatedLink(deps.clock, { written: () => undefined, decided });
  return {
    readerId: config.id,
    protocol: config.protocol,
    link,
    ...sending(farEnd, config.protocol, (card) => encodeForReader(config, card)),
    unplug: () => farEnd.unplug(),
    replug: () => farEnd.plug(),
    get plugged() {
      return farEnd.plugged;
    },
    indications: indications.newest,
    onIndication: (listener) => indications.listen(listener),
  };
}

type Sending = Pick<SimulatedReader, 'present' | 'presentDocument' | 'garbage' | 'cutFrame' | 'brokenFrame' | 'flood'>;

function sending(farEnd: FarEnd, protocol: ReaderConfig['protocol'], encode: (card: CardNumber) => Uint8Array | null): Sending {
  const sendFrame = (card: CardNumber, change: (frame: Uint8Array) => Uint8Array): boolean => {
    const frame = encode(card);
    return frame !== null && farEnd.send(change(frame));
  };
  return {
    present: (card) => sendFrame(card, (frame) => frame),
    presentDocument: (lines) => farEnd.send(encodeMrz(lines)),
    garbage: (bytes) => farEnd.send(bytes),
    cutFrame: (card, keep) => sendFrame(card, (frame) => frame.subarray(0, keep)),
    brokenFrame: (card) => sendFrame(card, (frame) => spoilt(frame, protocol)),
    flood: (card, times) => sendFrame(card, (frame) => Buffer.concat(Array.from({ length: times }, () => frame))),
  };
}

/** em4100: another hex digit, so that the checksum is wrong. Others: a byte that is neither a digit nor valid UTF-8. */
function spoilt(frame: Uint8Array, protocol: ReaderConfig['protocol']): Uint8Array {
  const copy = Uint8Array.from(frame);
  const at = Math.min(3, copy.length - 1);
  const digitZero = 0x30;
  copy[at] = protocol !== 'em4100' ? 0xff : copy[at] === digitZero ? digitZero + 1 : digitZero;
  return copy;
}
