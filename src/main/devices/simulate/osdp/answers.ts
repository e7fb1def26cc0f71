/**
 * What a simulated reader answers to a command in clear, and what the command does to it. It knows neither frames nor sessions:
 * KEYSET, CHLNG and SCRYPT, which change the session, are the peripheral's business.
 */
import { type Address, type Command, capabilityFunctions, type InputState, nakCodes, type Reply } from '../../readers/osdp/messages.ts';
import { EventQueue } from './event-queue.ts';
import { Face } from './face.ts';
import { FileIntake } from './file-intake.ts';
import { capabilityOf, countOf, type PeripheralModel, usualCapabilities, usualIdentity } from './model.ts';

export const ack: Reply = { name: 'ack' };
export const nak = (code: number): Reply => ({ name: 'nak', code, detail: new Uint8Array(0) });

const fns = capabilityFunctions;
const baudRates: readonly number[] = [9600, 19_200, 38_400, 57_600, 115_200, 230_400];

/** A reader without its session: what it is, shows and has to tell. */
export class Body {
  address: Address;
  baudRate: number;
  readonly model: PeripheralModel;
  readonly capabilities: PeripheralModel['capabilities'] & object;
  readonly face: Face;
  readonly events = new EventQueue();
  readonly files: FileIntake;
  tamper = false;
  powerFailed = false;
  readonly inputs: InputState[];
  /** What the panel says that it can take, in bytes; null = it has not said. */
  panelReceivesBytes: number | null = null;
  readonly told: (command: Command) => void;

  /** @param told each command that was carried out, before its reply leaves. */
  constructor(model: PeripheralModel, told: (command: Command) => void) {
    this.model = model;
    this.address = model.address;
    this.baudRate = model.baudRate;
    this.capabilities = model.capabilities ?? usualCapabilities;
    this.face = new Face(countOf(this.capabilities, fns.outputs));
    this.inputs = new Array<InputState>(countOf(this.capabilities, fns.inputs)).fill(0);
    this.files = new FileIntake(model.file ?? {});
    this.told = told;
  }

  /** The reply to a command, after doing what it asks for. @param mayTell events may leave now (not in clear where the reader must be secure). */
  answer(command: Command, nowMs: number, mayTell: boolean): { readonly reply: Reply; readonly spoil?: (bytes: Uint8Array) => Uint8Array } {
    if (command.name === 'poll') return (mayTell ? this.events.take() : null) ?? { reply: ack };
    const reply = this.#answer(command, nowMs);
    if (reply.name !== 'nak') this.told(command);
    return { reply };
  }

  #answer(command: Command, nowMs: number): Reply {
    switch (command.name) {
      case 'id':
        return this.model.habits?.withoutIdentity
          ? nak(nakCodes.unknownCommand)
          : { name: 'pdid', ...(this.model.identity ?? usualIdentity(this.model.address)) };
      case 'cap':
        return this.model.habits?.withoutIdentity ? nak(nakCodes.unknownCommand) : { name: 'pdcap', capabilities: this.capabilities };
      case 'lstat':
        return this.localState();
      case 'istat':
        return this.#has(fns.inputs) ? this.inputState() : nak(nakCodes.unknownCommand);
      case 'ostat':
        return this.#has(fns.outputs) ? { name: 'ostatr', outputs: this.face.outputs(nowMs) } : nak(nakCodes.unknownCommand);
      case 'rstat':
        return { name: 'rstatr', readers: [0] };
      case 'comset':
        return this.#readdress(command);
      case 'acuRxSize':
        this.panelReceivesBytes = command.bytes;
        return ack;
      case 'keepActive':
      case 'abort':
        return ack;
      case 'fileTransfer':
        return this.files.take(command);
      case 'mfg':
        return { name: 'mfgRep', oui: command.oui, data: command.data };
      default:
        return this.#show(command, nowMs);
    }
  }

  localState(): Reply {
    return { name: 'lstatr', tamper: this.tamper, power: this.powerFailed };
  }

  inputState(): Reply {
    return { name: 'istatr', inputs: [...this.inputs] };
  }

  #has(fn: number): boolean {
    return capabilityOf(this.capabilities, fn) !== null;
  }

  /** The parts that a person sees and hears. A record that can't be carried out spoils the whole command. */
  #show(command: Command, nowMs: number): Reply {
    const { face } = this;
    switch (command.name) {
      case 'led':
        return this.#each(
          fns.lamp,
          command.lamps,
          ({ reader, lamp }) => reader === 0 && lamp < countOf(this.capabilities, fns.lamp),
          (one) => face.setLamp(one, nowMs),
        );
      case 'buz':
        return this.#each(
          fns.buzzer,
          command.buzzers,
          ({ reader }) => reader === 0,
          (one) => face.buzz(one),
        );
      case 'out':
        return this.#each(
          fns.outputs,
          command.outputs,
          ({ output }) => output < countOf(this.capabilities, fns.outputs),
          (one) => face.setOutput(one, nowMs),
        );
      case 'text':
        return this.#each(
          fns.text,
          [command],
          ({ reader }) => reader === 0,
          (one) => face.setText(one, nowMs),
        );
      default:
        return nak(nakCodes.unknownCommand);
    }
  }

  #each<T>(fn: number, records: readonly T[], fits: (record: T) => boolean, act: (record: T) => void): Reply {
    if (!this.#has(fn)) return nak(nakCodes.unknownCommand);
    if (!records.every(fits)) return nak(nakCodes.record);
    for (const record of records) act(record);
    return ack;
  }

  /** COM tells what is in force from now on: the new address, and the new speed if the reader knows it. */
  #readdress({ address, baudRate }: Extract<Command, { name: 'comset' }>): Reply {
    this.address = address;
    if (baudRates.includes(baudRate)) this.baudRate = baudRate;
    return { name: 'com', address: this.address, baudRate: this.baudRate };
  }
}
