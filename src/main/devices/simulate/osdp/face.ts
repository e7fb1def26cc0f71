/**
 * What a person sees and hears at a simulated reader: lamps, buzzer, relays, display, as the commands set them.
 * Times in monotonic milliseconds come in with each question; it has no clock and knows nothing of decisions.
 */
import type { BuzzerAction, LampAction, LampColour, OutputAction, TextAction } from '../../readers/osdp/messages.ts';

export interface LampState {
  readonly colour: LampColour;
  readonly blinks: boolean;
}

interface Until<T> {
  readonly state: T;
  readonly untilMs: number;
}

const dark: LampState = { colour: 0, blinks: false };
const tenthMs = 100;

export class Face {
  /** Beeps since the start; one that goes on for ever counts once. */
  beeps = 0;
  readonly #lamps = new Map<number, { permanent: LampState; temporary: Until<LampState> | null }>();
  readonly #outputs: { on: boolean; timed: Until<boolean> | null }[];
  #text = '';
  #temporaryText: Until<string> | null = null;

  constructor(outputs: number) {
    this.#outputs = Array.from({ length: outputs }, () => ({ on: false, timed: null }));
  }

  /** The lamp as it is now: what runs for a time, else what stands. */
  lamp(nowMs: number, lamp = 0): LampState {
    const known = this.#lamps.get(lamp);
    return current(known?.temporary ?? null, nowMs) ?? known?.permanent ?? dark;
  }

  outputs(nowMs: number): boolean[] {
    return this.#outputs.map(({ on, timed }) => current(timed, nowMs) ?? on);
  }

  text(nowMs: number): string {
    return current(this.#temporaryText, nowMs) ?? this.#text;
  }

  setLamp({ lamp, temporary, permanent }: LampAction, nowMs: number): void {
    const known = this.#lamps.get(lamp) ?? { permanent: dark, temporary: null };
    if (permanent.control === 1) known.permanent = lampState(permanent);
    if (temporary.control === 1) known.temporary = null;
    if (temporary.control === 2) known.temporary = { state: lampState(temporary), untilMs: nowMs + temporary.timer * tenthMs };
    this.#lamps.set(lamp, known);
  }

  buzz({ tone, repeats }: BuzzerAction): void {
    if (tone !== 1) this.beeps += Math.max(1, repeats);
  }

  setOutput({ output, control, timer }: OutputAction, nowMs: number): void {
    const known = this.#outputs[output];
    if (known === undefined || control === 0) return;
    const timed = control === 5 || control === 6;
    if (timed) known.timed = { state: control === 5, untilMs: timer === 0 ? Number.POSITIVE_INFINITY : nowMs + timer * tenthMs };
    else known.on = control === 2 || control === 4;
    // 3 and 4 let a timer that runs finish first.
    if (control === 1 || control === 2) known.timed = null;
  }

  setText({ control, seconds, text }: TextAction, nowMs: number): void {
    if (control >= 3) this.#temporaryText = { state: text, untilMs: nowMs + seconds * 1000 };
    else [this.#text, this.#temporaryText] = [text, null];
  }
}

const current = <T>(timed: Until<T> | null, nowMs: number): T | null => (timed !== null && nowMs < timed.untilMs ? timed.state : null);

/** A blinking lamp is named by the colour of its on time. */
function lampState({ on, off, onColour, offColour }: LampAction['permanent'] | LampAction['temporary']): LampState {
  if (on === 0) return { colour: offColour, blinks: false };
  return { colour: onColour, blinks: off > 0 && onColour !== offColour };
}
