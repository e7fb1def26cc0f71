/** The topics of the `guardpost` contract (docs/panels.md). Pure. */

/** What a topic is about, and the levels between the base and it: the speaker (`north/main`; empty where the base names the panel). */
export interface GuardpostTopic {
  readonly speaker: string;
  readonly about: 'event' | 'status' | 'alive' | 'result' | 'partition' | 'zone';
  /** Of a partition or zone. */
  readonly point: string | null;
}

const plain = ['event', 'status', 'alive', 'result'] as const;
const points = ['partition', 'zone'] as const;
/** Site and panel. */
const mostLevels = 2;

/** The filters for a base that names all sites, one site, or one panel. */
export function filtersOf(base: string): readonly string[] {
  const prefixes = [base, `${base}/+`, `${base}/+/+`];
  return prefixes.flatMap((prefix) => [...plain.map((word) => `${prefix}/${word}`), ...points.map((word) => `${prefix}/${word}/+`)]);
}

/** null: not a topic of this base. Our own commands are none either. */
export function readTopic(base: string, topic: string): GuardpostTopic | null {
  if (!topic.startsWith(`${base}/`)) return null;
  const levels = topic.slice(base.length + 1).split('/');
  const about = plain.find((word) => word === levels.at(-1));
  if (about !== undefined && levels.length <= mostLevels + 1) return { speaker: levels.slice(0, -1).join('/'), about, point: null };
  const point = points.find((word) => word === levels.at(-2));
  if (point === undefined || levels.length > mostLevels + 2) return null;
  return { speaker: levels.slice(0, -2).join('/'), about: point, point: levels.at(-1) ?? '' };
}

/** Where this speaker takes its commands. */
export const commandTopic = (base: string, speaker: string): string => `${base}${speaker === '' ? '' : `/${speaker}`}/command`;

/** A name within a speaker: prefixed where several can speak. */
export const nameWithin = (speaker: string, name: string): string => (speaker === '' ? name : `${speaker}/${name}`);
