/** People with cards coming and going, as steps. Pure. Keeps who is inside, so that most reads make sense. */
import type { CardNumber, Credential } from '../../../shared/model/cards.ts';
import { demoCardPin } from './demo-config.ts';
import type { ScenarioInput, Step } from './scenario-step.ts';

/** Which simulated reader people use, by what they carry. */
const gates = {
  em4100: { in: ['north-in'], out: 'north-out' },
  H10301: { in: ['yard-gate', 'turnstile-1'], out: 'turnstile-2' },
  text: { in: ['desk'], out: null },
} as const;
type GateFormat = keyof typeof gates;
const storeDoor = 'store-door';
/** One coming in so many is a visit to the store. */
const storeOneIn = 10;
/** How long somebody takes to type a PIN. */
const typingMs = [1200, 2600] as const;

export interface Crowd {
  /** People who come in and go out again; one read in `oddOneIn` is one that is refused. For ever. */
  comings(options: { everyMs: readonly [number, number]; oddOneIn: number }): Generator<Step>;
  /** Everyone comes in once, in random order. */
  arrivals(options: { everyMs: readonly [number, number]; oddOneIn: number }): Generator<Step>;
  /** Everyone goes out once. */
  departures(options: { everyMs: readonly [number, number] }): Generator<Step>;
}

export function createCrowd(input: ScenarioInput): Crowd {
  const { random } = input;
  const good = input.cards.filter((card) => isGood(card, input.nowUtcMs));
  const odd: readonly CardNumber[] = [...input.cards.filter((card) => !isGood(card, input.nowUtcMs)), ...input.unknown];
  const inside = new Set<string>();
  const wait = ([low, high]: readonly [number, number]): number => random.between(low, high);

  /** Goes through the gate that fits; a card for a way in only stays outside the count. */
  const pass = (card: CardNumber, afterMs: number): Step => {
    const gate = gates[card.format as GateFormat] ?? gates.em4100;
    const key = `${card.format}:${card.number}`;
    const goesOut = gate.out !== null && inside.has(key);
    if (goesOut) inside.delete(key);
    else if (gate.out !== null) inside.add(key);
    return step(goesOut && gate.out !== null ? gate.out : wayIn(card), card, afterMs);
  };
  const wayIn = (card: CardNumber): string => random.pick((gates[card.format as GateFormat] ?? gates.em4100).in);
  /** Somebody with a badge fetches something from the store: the card, then the PIN, now and then a wrong one. */
  const storeVisit = (afterMs: number, typedAfterMs: number): readonly Step[] => {
    const card = random.pick(good.filter(({ format }) => format === 'H10301'));
    if (card === undefined) return [];
    const keys = `${random.between(1, 6) === 1 ? '1111' : demoCardPin}#`;
    return [step(storeDoor, card, afterMs), { afterMs: typedAfterMs, action: { type: 'keys', readerId: storeDoor, keys } }];
  };

  return {
    *comings({ everyMs, oddOneIn }) {
      // Typing is part of the pause until the next card.
      let typedMs = 0;
      for (;;) {
        const afterMs = wait(everyMs) - typedMs;
        typedMs = random.between(1, storeOneIn) === 1 ? wait(typingMs) : 0;
        if (typedMs > 0) {
          yield* storeVisit(afterMs, typedMs);
          continue;
        }
        const list = random.between(1, oddOneIn) === 1 ? odd : good;
        const card = random.pick(list) ?? random.pick(input.unknown);
        if (card === undefined) return;
        yield list === odd ? step(wayIn(card), card, afterMs) : pass(card, afterMs);
      }
    },
    *arrivals({ everyMs, oddOneIn }) {
      for (const card of shuffled(good.filter(hasTag), random.between)) {
        if (random.between(1, oddOneIn) === 1) {
          const stranger = random.pick(odd);
          if (stranger !== undefined) yield step(wayIn(stranger), stranger, wait(everyMs));
        }
        yield pass(card, wait(everyMs));
      }
    },
    *departures({ everyMs }) {
      for (const card of shuffled(good.filter(hasTag), random.between)) yield step('north-out', card, wait(everyMs));
    },
  };
}

const step = (readerId: string, { format, facility, number }: CardNumber, afterMs: number): Step => ({
  afterMs,
  action: { type: 'card', readerId, card: { format, facility, number } },
});

const hasTag = (card: CardNumber): boolean => card.format === 'em4100';

function isGood(card: Credential, nowUtcMs: number): boolean {
  const hasBegun = card.validFromUtcMs === null || card.validFromUtcMs <= nowUtcMs;
  return card.status === 'active' && hasBegun && (card.validUntilUtcMs === null || card.validUntilUtcMs > nowUtcMs);
}

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], between: (low: number, high: number) => number): readonly T[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = between(0, index);
    const [a, b] = [copy[index], copy[other]];
    if (a !== undefined && b !== undefined) [copy[index], copy[other]] = [b, a];
  }
  return copy;
}
