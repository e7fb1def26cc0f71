/** One simulated OSDP reader as the demo and the tests handle it: cards, keys, tamper and contacts in, lamps, buzzer and relays out. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import type { LampColourName, ReaderVoice, VoiceSign } from '../../../../shared/model/config.ts';
import { defaultVoice } from '../../../../shared/model/site-defaults.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Link } from '../../link/link.ts';
import type { Command, LampAction, Reply } from '../../readers/osdp/messages.ts';
import type { IndicationLog } from '../indications.ts';
import type { SimulatedReader } from '../reader.ts';
import { cardReply } from './card-reply.ts';
import type { QueuedEvent } from './event-queue.ts';
import type { LampState } from './face.ts';
import type { Faults } from './faults.ts';
import type { Peripheral } from './peripheral.ts';

/** What a person sees and hears there now. */
export interface Shown {
  readonly lamp: LampState;
  /** The sign of the site's voice that the lamp shows; null = none of them. */
  readonly sign: keyof ReaderVoice | null;
  readonly outputs: readonly boolean[];
  readonly text: string;
  /** Since the start. */
  readonly beeps: number;
}

export interface SimulatedOsdpReader extends SimulatedReader {
  readonly peripheral: Peripheral;
  readonly faults: Faults;
  keys(keys: string): boolean;
  tamper(on: boolean): void;
  power(failed: boolean): void;
  /** 0 inactive, 1 active, 2 short, 3 open, 4 fault. */
  input(input: number, state: number): void;
  shown(): Shown;
}

export interface SimulatedOsdpReaderParts {
  readonly readerId: string;
  readonly link: Link;
  readonly clock: Clock;
  readonly peripheral: Peripheral;
  readonly indications: IndicationLog;
  readonly voice: ReaderVoice;
  /** Bytes of nobody onto the line. */
  readonly noise: (bytes: Uint8Array) => void;
}

export function createSimulatedOsdpReader(parts: SimulatedOsdpReaderParts): SimulatedOsdpReader {
  const { peripheral, clock, indications } = parts;
  const { body } = peripheral;
  const nowMs = (): number => clock.monoMs();
  const tell = (reply: Reply, spoil?: QueuedEvent['spoil']): boolean =>
    peripheral.powered && body.events.add(spoil === undefined ? { reply } : { reply, spoil });
  const hold = (card: CardNumber, spoil?: QueuedEvent['spoil']): boolean => {
    const reply = cardReply(card);
    return reply !== null && tell(reply, spoil);
  };
  return {
    readerId: parts.readerId,
    protocol: 'osdp',
    link: parts.link,
    peripheral,
    faults: peripheral.faults,
    present: (card) => hold(card),
    presentDocument: () => false,
    garbage(bytes) {
      if (peripheral.powered) parts.noise(bytes);
      return peripheral.powered;
    },
    cutFrame: (card, keep) => hold(card, (frame) => frame.subarray(0, keep)),
    brokenFrame: (card) => hold(card, withBrokenCheck),
    flood: (card, times) => Array.from({ length: times }, () => hold(card)).includes(true),
    keys: (keys) => tell({ name: 'keypad', reader: 0, keys }),
    tamper(on) {
      body.tamper = on;
      tell(body.localState());
    },
    power(failed) {
      body.powerFailed = failed;
      tell(body.localState());
    },
    input(input, state) {
      if (input >= body.inputs.length) return;
      body.inputs[input] = state;
      tell(body.inputState());
    },
    unplug: () => peripheral.unplug(),
    replug: () => peripheral.replug(nowMs()),
    get plugged() {
      return peripheral.powered;
    },
    shown() {
      const lamp = body.face.lamp(nowMs());
      return { lamp, sign: signOf(lamp, parts.voice), outputs: body.face.outputs(nowMs()), text: body.face.text(nowMs()), beeps: body.face.beeps };
    },
    indications: indications.newest,
    onIndication: (listener) => indications.listen(listener),
  };
}

/** What a decision looks like at the reader: the lamp is set for a time, to what the site's voice says. */
export function decisionShown(command: Command, voice: ReaderVoice = defaultVoice): boolean | null {
  if (command.name !== 'led') return null;
  for (const { temporary } of command.lamps) {
    if (temporary.control !== 2) continue;
    const sign = signOf(lampOf(temporary), voice);
    if (sign === 'granted' || sign === 'denied') return sign === 'granted';
  }
  return null;
}

const lampOf = ({ onColour, off }: LampAction['temporary']): LampState => ({ colour: onColour, blinks: off > 0 });

const colours: readonly LampColourName[] = ['off', 'red', 'green', 'amber', 'blue', 'magenta', 'cyan', 'white'];
const looks = (lamp: LampState, sign: VoiceSign): boolean => colours[lamp.colour] === sign.lamp && lamp.blinks === sign.blinks;

function signOf(lamp: LampState, voice: ReaderVoice): keyof ReaderVoice | null {
  const names = ['granted', 'denied', 'wait', 'install'] as const;
  return names.find((name) => looks(lamp, voice[name])) ?? null;
}

/** The last byte belongs to the check. */
function withBrokenCheck(frame: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame);
  const last = copy.length - 1;
  copy[last] = (copy[last] ?? 0) ^ 0x01;
  return copy;
}

/** Whether a simulated reader answers, so that more can be done with it. */
export const isSimulatedOsdp = (reader: SimulatedReader): reader is SimulatedOsdpReader => 'peripheral' in reader;
