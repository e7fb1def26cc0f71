/** Where a reported event happened: source, partition, zone and user. Pure. */
import type { CodeMeaning } from '../event-codes/index.ts';
import { shownName } from '../signal-maker.ts';
import type { ReportedEvent } from './event-block.ts';

export interface Place {
  /** Unique within the panel; begins with the account. */
  readonly source: string;
  readonly partition: string | null;
  readonly zone: string | null;
  readonly user: string | null;
}

/**
 * A zone is named by its number, everything else also by what it is (`1234/user 5`, `1234/line 2`), so that user 5 and zone 5
 * never share an alarm. What a code's number counts comes from its meaning; without one it is taken as a zone.
 */
export function placeOf(label: string, event: ReportedEvent, meaning: CodeMeaning | null): Place {
  const number = event.number === null || event.number === '0' ? null : event.number;
  const names = namesOf(event, meaning);
  const partition = names === 'area' ? (number ?? event.partition) : event.partition;
  const zone = names === 'zone' ? number : null;
  const user = names === 'user' ? event.number : event.user;
  const thing = thingOf(event.format, meaning === null ? null : { ...meaning, names }, number, partition);
  const source = [label, thing ?? ''].filter((level) => level !== '').join('/');
  return { source: shownName(source), partition, zone, user };
}

/** An alarm that names its area by a modifier has a zone behind its code, even where the code usually carries the area. */
function namesOf(event: ReportedEvent, meaning: CodeMeaning | null): CodeMeaning['names'] {
  if (meaning?.names === 'area' && meaning.kind === 'alarm' && event.partition !== null) return 'zone';
  return meaning?.names ?? 'zone';
}

function thingOf(format: ReportedEvent['format'], meaning: CodeMeaning | null, number: string | null, partition: string | null): string | null {
  const { kind, names, part } = meaning ?? { kind: 'alarm', names: 'zone', part: null };
  const area = partition === null ? null : `partition ${partition}`;
  // Who opened stands beside; what is open is the partition.
  if (kind === 'openClose') return area;
  if (names === 'zone' && number !== null) return number;
  if (kind === 'test') return null;
  if (names === 'user' && number !== null) return `user ${number}`;
  if (names === 'device') return [part ?? 'device', number].filter((word) => word !== null).join(' ');
  if (part !== null) return part;
  // Mains and battery belong to the panel, whichever partition it says them for.
  const isOfThePanel = names === 'none' || (format === 'contactId' && (kind === 'trouble' || kind === 'log'));
  return isOfThePanel ? null : area;
}
