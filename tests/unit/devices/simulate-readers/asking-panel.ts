/** A panel that asks one simulated reader, one command at a time, and opens its answers: the product's codec and secure channel without its control panel. */
import { encodeCommand } from '../../../../src/main/devices/readers/osdp/commands.ts';
import { type CheckKind, decodeFrame, encodeFrame, type Frame } from '../../../../src/main/devices/readers/osdp/frame.ts';
import type { Command, Reply, Sequence } from '../../../../src/main/devices/readers/osdp/messages.ts';
import { decodeReply } from '../../../../src/main/devices/readers/osdp/replies.ts';
import type { SecureChannel } from '../../../../src/main/devices/readers/osdp/secure/channel.ts';
import { beginHandshake, type HandshakeProblem } from '../../../../src/main/devices/readers/osdp/secure/handshake.ts';
import { defaultKey } from '../../../../src/main/devices/readers/osdp/secure/keys.ts';
import type { KeyKind } from '../../../../src/main/devices/readers/osdp/secure/security-block.ts';
import { Faults } from '../../../../src/main/devices/simulate/osdp/faults.ts';
import type { PeripheralModel } from '../../../../src/main/devices/simulate/osdp/model.ts';
import { Peripheral } from '../../../../src/main/devices/simulate/osdp/peripheral.ts';
import { createSeededRandom } from '../../../../src/main/devices/simulate/random.ts';

export const ownKey = Uint8Array.from({ length: 16 }, (_, index) => index);
const randomA = Uint8Array.from({ length: 8 }, (_, index) => 0xb0 + index);
const randomB = Uint8Array.from({ length: 8 }, (_, index) => 0xa0 + index);

export const frameOf = (bytes: Uint8Array): Frame => {
  const frame = decodeFrame(bytes);
  if (!frame.ok) throw new Error(`no frame: ${frame.error}`);
  return frame.value;
};

export class AskingPanel {
  readonly peripheral: Peripheral;
  readonly faults = new Faults(createSeededRandom(1));
  readonly told: Command[] = [];
  nowMs = 1000;
  check: CheckKind = 'crc';
  sequence: Sequence = 0;
  channel: SecureChannel | null = null;
  /** The newest command and answer as they were on the wire. */
  sent: Uint8Array = new Uint8Array(0);
  answered: Frame | null = null;

  constructor(model: Partial<PeripheralModel> = {}) {
    this.peripheral = new Peripheral(
      { address: 5, baudRate: 9600, key: ownKey, ...model },
      { faults: this.faults, randomBytes: () => randomB, told: (command) => this.told.push(command) },
    );
  }

  /** The bytes of an answer; null = silence. */
  send(bytes: Uint8Array): Uint8Array | null {
    this.sent = bytes;
    const answer = this.peripheral.receive(frameOf(bytes), this.nowMs);
    this.answered = answer === null ? null : frameOf(answer.bytes);
    return answer?.bytes ?? null;
  }

  /** In clear, or sealed where there is a session. */
  ask(command: Command, { plain = false, address = this.peripheral.body.address, sequence = this.sequence } = {}): Reply | null {
    const parts = { address, sequence, check: this.check, ...encodeCommand(command) };
    const bytes = this.channel === null || plain ? encodeFrame({ ...parts, fromReader: false, security: null }) : this.channel.seal(parts);
    this.sequence = next(sequence);
    return this.send(bytes) === null ? null : this.readAnswer();
  }

  /** What the newest answer says; `null` for a frame that can't be opened. */
  readAnswer(): Reply | null {
    const frame = this.answered;
    if (frame === null) return null;
    const opened = this.channel !== null && frame.mac !== null ? this.channel.open(frame) : ({ ok: true, value: frame } as const);
    if (!opened.ok) return null;
    const reply = decodeReply(opened.value.code, opened.value.data);
    return reply.ok ? reply.value : null;
  }

  /** The whole handshake from sequence 0: null when it is done, else why not. */
  secure(key: Uint8Array = ownKey, keyKind: KeyKind = 'own'): HandshakeProblem | 'nak' | null {
    this.channel = null;
    const handshake = beginHandshake({ address: this.peripheral.body.address, check: this.check, key, keyKind, randomA });
    this.send(handshake.challenge);
    if (this.answered?.code === 0x41) return 'nak';
    const proof = this.answered === null ? null : handshake.acceptCcrypt(this.answered);
    if (proof === null || !proof.ok) return proof?.error ?? 'unexpected';
    this.send(proof.value);
    if (this.answered === null) return 'unexpected';
    const channel = handshake.acceptRmac(this.answered);
    if (!channel.ok) return channel.error;
    this.channel = channel.value;
    this.sequence = 2;
    return null;
  }

  secureWithDefaultKey(): HandshakeProblem | 'nak' | null {
    return this.secure(defaultKey, 'default');
  }
}

const next = (sequence: Sequence): Sequence => ((sequence % 3) + 1) as Sequence;
