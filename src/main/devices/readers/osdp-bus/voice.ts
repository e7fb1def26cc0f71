/** What the post has to tell a person, as commands for the parts that a reader has. Pure: knows no bus and no decision. */
import type { LampColourName, VoiceSign } from '../../../../shared/model/config.ts';
import { type Capability, type Command, capabilityFunctions, type LampAction, type LampColour } from '../osdp/messages.ts';

/** What of a reader can be used to tell something. */
export interface ReaderParts {
  readonly lamp: boolean;
  readonly buzzer: boolean;
  readonly outputs: number;
  readonly display: boolean;
}

const colours: { readonly [name in LampColourName]: LampColour } = { off: 0, red: 1, green: 2, amber: 3, blue: 4, magenta: 5, cyan: 6, white: 7 };
/** Between signs the lamp says what the gate is: closed. */
const idleColour = colours.red;
const blinkTenths = 3;
const steadyTenths = 10;
const beepTenths = 1;
const maxTenths = 0xffff;
const maxRepeats = 0xff;
/** Rows of a display hold 16 characters; longer text is let run on to the next. */
const rowLength = 16;

/** By what the reader said of itself (PDCAP); one that said nothing is taken to have lamp and buzzer. */
export function partsOf(capabilities: readonly Capability[]): ReaderParts {
  if (capabilities.length === 0) return { lamp: true, buzzer: true, outputs: 0, display: false };
  const has = (fn: number): Capability | undefined => capabilities.find((one) => one.fn === fn && one.compliance > 0);
  const { lamp, buzzer, text, outputs } = capabilityFunctions;
  return { lamp: has(lamp) !== undefined, buzzer: has(buzzer) !== undefined, outputs: has(outputs)?.count ?? 0, display: has(text) !== undefined };
}

export interface SignOptions {
  /** The relay moves only where somebody is let through. */
  readonly relay: boolean;
  /** Instead of the sign's own time. */
  readonly seconds?: number;
}

/** The sign for a reader with these parts; the relay goes first, because a person waits at the door. */
export function signCommands(sign: VoiceSign, parts: ReaderParts, { relay, seconds = sign.seconds }: SignOptions): Command[] {
  const commands: Command[] = [];
  if (relay && sign.relay !== null && sign.relay.output < parts.outputs) {
    commands.push({ name: 'out', outputs: [{ output: sign.relay.output, control: 5, timer: tenths(sign.relay.seconds) }] });
  }
  if (parts.lamp) commands.push(lampCommand({ control: 2, ...flashing(sign), timer: tenths(seconds) }));
  if (parts.buzzer && sign.beeps > 0) {
    const repeats = Math.min(sign.beeps, maxRepeats);
    commands.push({ name: 'buz', buzzers: [{ reader: 0, tone: 2, on: beepTenths, off: beepTenths, repeats }] });
  }
  if (parts.display && sign.text !== null && sign.text !== '') {
    const control = sign.text.length > rowLength ? 4 : 3;
    commands.push({ name: 'text', reader: 0, control, seconds: Math.min(Math.max(1, Math.round(seconds)), 0xff), row: 1, column: 1, text: sign.text });
  }
  return commands;
}

/** Ends a sign before its time: the lamp is idle again. */
export function idleCommands(parts: ReaderParts): Command[] {
  return parts.lamp ? [lampCommand({ control: 1, on: 0, off: 0, onColour: 0, offColour: 0, timer: 0 })] : [];
}

const tenths = (seconds: number): number => Math.min(Math.max(1, Math.round(seconds * 10)), maxTenths);

const flashing = (sign: VoiceSign): Omit<LampAction['temporary'], 'control' | 'timer'> => ({
  on: sign.blinks ? blinkTenths : steadyTenths,
  off: sign.blinks ? blinkTenths : 0,
  onColour: colours[sign.lamp],
  offColour: 0,
});

function lampCommand(temporary: LampAction['temporary']): Command {
  const permanent = { control: 1, on: steadyTenths, off: 0, onColour: idleColour, offColour: idleColour } as const;
  return { name: 'led', lamps: [{ reader: 0, lamp: 0, temporary, permanent }] };
}
