/**
 * What a row of the journal is. The journal is the evidence of this post: append-only,
 * hash-chained. Names of people never stand in it, only ids and commitments (see vault).
 */

export const journalKinds = [
  'gate.granted',
  'gate.denied',
  'alarm.raised',
  'alarm.acknowledged',
  /** Somebody answered at another seat a moment after it was acknowledged. */
  'alarm.tooLate',
  'alarm.unacknowledged',
  'alarm.cleared',
  'alarm.reset',
  'alarm.shelved',
  'alarm.unshelved',
  'alarm.suppressed',
  'alarm.outOfService',
  'alarm.returnedToService',
  'alarm.taken',
  'alarm.step',
  'alarm.closed',
  'alarm.escalated',
  'alarm.verified',
  'alarm.procedure',
  'alarm.confirmed',
  'alarm.policyChanged',
  'sound.silenced',
  'sound.muted',
  'sound.restored',
  'sound.tested',
  'seat.dutyChanged',
  'panel.event',
  'panel.opened',
  'panel.closed',
  'panel.bypassed',
  'panel.test',
  'panel.unknown',
  'panel.taught',
  'panel.secretSet',
  'panel.commanded',
  'panel.commandAccepted',
  'panel.commandConfirmed',
  'panel.commandFailed',
  'fault.drafted',
  'fault.changed',
  'place.changed',
  'plan.changed',
  'visit.registered',
  'visit.signedOut',
  'visit.refused',
  'ban.added',
  'ban.lifted',
  'note.written',
  'note.amended',
  'device.online',
  'device.offline',
  'reader.tamper',
  'reader.power',
  'reader.input',
  'reader.insecure',
  'reader.keyChanged',
  'reader.serviced',
  'link.gap',
  'message.quarantined',
  'auth.signedIn',
  'auth.signedOut',
  'auth.refused',
  'auth.locked',
  'auth.unlocked',
  'user.added',
  'user.changed',
  'cards.imported',
  'card.changed',
  'holder.changed',
  'person.unmasked',
  'log.exported',
  'config.changed',
  'key.announced',
  'store.recovered',
  'clock.jumped',
  'post.started',
  'post.stopped',
] as const;

export type JournalKind = (typeof journalKinds)[number];

/** JSON that can be made canonical (RFC 8785): no undefined, no NaN, no bigint. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One row as it is exported (JSONL) and hashed. All times ISO 8601 UTC with milliseconds. */
export interface JournalRow {
  readonly post: string;
  readonly epoch: string;
  /** 1, 2, 3 … without gaps within (post, epoch). */
  readonly seq: number;
  readonly kind: JournalKind;
  /** When it happened, by the device's own clock or the person's word; null where unknown. */
  readonly eventAtUtc: string | null;
  /** When it reached this post; null for what a person enters. */
  readonly arrivedAtUtc: string | null;
  /** When it was written. */
  readonly enteredAtUtc: string;
  /** A user's name, `device:<id>` or `system`. */
  readonly actor: string;
  readonly role: string | null;
  readonly seat: string | null;
  /** The id of what the row is about: reader, alarm, visit, holder, user, `row:<seq>`; null for none. */
  readonly subject: string | null;
  readonly payload: JsonObject;
  /** Hex SHA-256 of the row before; 64 zeros in row 1. */
  readonly prevHash: string;
  /** Hex SHA-256 over the canonical JSON of the row without `hash`. */
  readonly hash: string;
}

/** Who does something, and where. */
export interface Actor {
  readonly name: string;
  readonly role: string | null;
  readonly seat: string | null;
}

/** What a service hands to the journal; the journal adds post, epoch, seq, entry time and the chain. */
export interface NewJournalRow {
  readonly kind: JournalKind;
  readonly actor: Actor;
  readonly subject: string | null;
  readonly payload: JsonObject;
  /** Epoch milliseconds. */
  readonly eventAtUtcMs?: number | null;
  readonly arrivedAtUtcMs?: number | null;
  /** Words to find the row by that are not in the payload (names from the vault); kept outside the chain. */
  readonly searchWords?: readonly string[];
}
