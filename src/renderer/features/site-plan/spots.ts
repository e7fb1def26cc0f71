/** The sources of alarms with what stands at each: the same for the picture and for the list beside it. Pure. */
import type { Alarm, AlarmState, Priority } from '../../../shared/model/alarms.ts';
import type { Place } from '../../../shared/model/places.ts';

export interface Spot {
  readonly key: string;
  readonly place: Place;
  /** On the board; those set aside don't count. */
  readonly alarms: readonly Alarm[];
  /** Of the most urgent one; null = quiet. */
  readonly priority: Priority | null;
  /** One of them is not acknowledged: it flashes. */
  readonly waiting: boolean;
}

const aside: ReadonlySet<AlarmState> = new Set(['normal', 'shelved', 'suppressed', 'outOfService']);
const unanswered: ReadonlySet<AlarmState> = new Set(['unacknowledged', 'returnedUnacknowledged']);

/** Keys become ids of elements: no blank may stand in them. */
export const spotKey = ({ panelId, source }: Pick<Place, 'panelId' | 'source'>): string => `spot:${encodeURIComponent(panelId)}:${encodeURIComponent(source)}`;

const unknownPlace = ({ panelId, source, area }: Alarm): Place => ({ panelId, source, area, camera: null, keyPart: false, x: null, y: null });

function compareSpots(a: Spot, b: Spot): number {
  const rank = (spot: Spot) => (spot.priority === null ? 9 : spot.priority - (spot.waiting ? 0.5 : 0));
  return (
    rank(a) - rank(b) ||
    (a.place.area ?? '').localeCompare(b.place.area ?? '') ||
    a.place.source.localeCompare(b.place.source, undefined, { numeric: true }) ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Most urgent first. An alarm of a source that nobody has said anything of has its spot too. */
export function spotsOf(places: readonly Place[], alarms: readonly Alarm[]): readonly Spot[] {
  const byKey = new Map<string, { readonly place: Place; readonly alarms: Alarm[] }>(places.map((place) => [spotKey(place), { place, alarms: [] }]));
  for (const alarm of alarms) {
    if (aside.has(alarm.state)) continue;
    const key = spotKey(alarm);
    const spot = byKey.get(key) ?? { place: unknownPlace(alarm), alarms: [] };
    spot.alarms.push(alarm);
    byKey.set(key, spot);
  }
  return [...byKey]
    .map(
      ([key, spot]): Spot => ({
        key,
        ...spot,
        priority: spot.alarms.reduce<Priority | null>((worst, { priority }) => (worst === null || priority < worst ? priority : worst), null),
        waiting: spot.alarms.some(({ state }) => unanswered.has(state)),
      }),
    )
    .toSorted(compareSpots);
}

export const isPlaced = ({ place }: Spot): boolean => place.x !== null && place.y !== null;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Within the picture, in steps of a thousandth. */
const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
export const clamped = ({ x, y }: Position): Position => ({ x: within(x), y: within(y) });

const smallStep = 0.01;
const bigStep = 0.05;
const directions: { readonly [key: string]: Position } = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
export const arrowKeys = Object.keys(directions);

/** One arrow key further: 1 % of the picture, with Shift 5 %. */
export function movedBy({ x, y }: Position, arrow: string, big: boolean): Position {
  const step = big ? bigStep : smallStep;
  const direction = directions[arrow] ?? { x: 0, y: 0 };
  return clamped({ x: x + direction.x * step, y: y + direction.y * step });
}
