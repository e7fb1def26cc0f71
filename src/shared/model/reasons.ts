/**
 * Why people did what they did: codes, so that every reader has them in their own language. Words of one's own stand beside.
 * (Acknowledging and closing an alarm has its codes in alarms.ts, putting someone on the ban list in visits.ts.)
 */
import type { CardStatus } from './cards.ts';
import type { JsonObject } from './journal.ts';

/** At most nine each: number keys pick them. */
export const amendReasons = ['typing', 'facts', 'time', 'person', 'added', 'other'] as const;
export type AmendReason = (typeof amendReasons)[number];

export const cardReasons = ['left', 'misuse', 'lostCard', 'stolen', 'found', 'lifted', 'order', 'other'] as const;
export type CardReason = (typeof cardReasons)[number];
/** What makes sense for which status. */
export const cardReasonsFor: { readonly [status in CardStatus]: readonly CardReason[] } = {
  blocked: ['left', 'misuse', 'stolen', 'order', 'other'],
  lost: ['lostCard', 'stolen', 'order', 'other'],
  active: ['found', 'lifted', 'order', 'other'],
};

export const refuseReasons = ['banned', 'noHost', 'noDocument', 'other'] as const;
export type RefuseReason = (typeof refuseReasons)[number];

export const overrideReasons = ['otherPerson', 'order', 'escorted', 'emergency', 'other'] as const;
export type OverrideReason = (typeof overrideReasons)[number];

export const liftReasons = ['ended', 'mistake', 'order', 'other'] as const;
export type LiftReason = (typeof liftReasons)[number];

export const unmaskReasons = ['authority', 'incident', 'identity', 'correction', 'other'] as const;
export type UnmaskReason = (typeof unmaskReasons)[number];

/** For shelving an alarm and for taking it out of service. */
export const setAsideReasons = ['knownWork', 'maintenance', 'fault', 'weather', 'test', 'other'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** A reason as a person gives it. `other` says nothing without words: the contract asks for them. */
export interface Why<R extends string> {
  readonly reason: R;
  readonly reasonText?: string | undefined;
}

/** A reason as it stands in a row: the words only where there are some. */
export const whyPayload = ({ reason, reasonText }: Why<string>): JsonObject =>
  reasonText === undefined || reasonText === '' ? { reason } : { reason, reasonText };
