/** Names of partitions and zones as topics carry them. Pure. */
import { shownName } from '../signal-maker.ts';

/** `Front_door` → `Front door`: bridges put underscores where a topic can't hold the panel's own sign. */
export function nameOfSlug(slug: string): string {
  return shownName(slug.replaceAll('_', ' ').trim() || slug);
}

/** `007` → `7`. */
export function withoutZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, '');
}

/** Can this be one level of a topic that we publish to? */
export function isTopicLevel(text: string): boolean {
  return text.length > 0 && text.length <= 200 && !/[/+#]|\p{Cc}/u.test(text);
}

const yes = new Set(['true', '1', 'on']);
const no = new Set(['false', '0', 'off']);

/** `True`, `1`, `on` and their opposites; null = neither. */
export function readBit(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

/** The levels below a prefix; null = not below it. */
export function levelsBelow(base: string, topic: string): readonly string[] | null {
  return topic.startsWith(`${base}/`) ? topic.slice(base.length + 1).split('/') : null;
}
