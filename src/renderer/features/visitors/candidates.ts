/**
 * What the box offers for a text: the post's guess first, then everything else that fits, then "new".
 * Pure. The post decides what a text is; this only puts its answer in an order that Enter can walk.
 */

import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../../../shared/contract/index.ts';
import type { TravelDocument } from '../../../shared/model/travel-documents.ts';
import type { SignOutProof } from '../../../shared/model/visits.ts';

export type GuessAnswer = InferContractRouterOutputs<Contract>['visitors']['guess'];
type VisitOf = GuessAnswer['visits'][number];
type PersonOf = GuessAnswer['persons'][number];
type HolderOf = GuessAnswer['holders'][number];

export type Candidate =
  | { readonly type: 'signOut'; readonly key: string; readonly visit: VisitOf; readonly proof: SignOutProof }
  | { readonly type: 'returning'; readonly key: string; readonly person: PersonOf }
  | { readonly type: 'card'; readonly key: string; readonly holder: HolderOf }
  | { readonly type: 'document'; readonly key: string; readonly document: TravelDocument }
  | { readonly type: 'new'; readonly key: string; readonly name: string };

const maxEach = 5;
const order = ['signOut', 'returning', 'card', 'document', 'new'] as const;

/** By which trace the guard recognised the visit: the badge's number, the plate, else the name. */
export function proofFor(text: string, visit: Pick<VisitOf, 'badgeNumber' | 'plate'>): SignOutProof {
  const typed = text
    .trim()
    .toUpperCase()
    .replace(/[\s·.-]/g, '');
  const digits = /^[A-Z]{0,5}0*(\d+)$/.exec(typed)?.[1];
  if (digits !== undefined && Number(digits) === visit.badgeNumber) return 'badge';
  const plate = visit.plate.toUpperCase().replace(/[\s·.-]/g, '');
  return plate !== '' && typed !== '' && plate.includes(typed) ? 'plate' : 'name';
}

/** Could this be a person's name? Numbers and codes make no new visitor. */
export function looksLikeName(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length >= 2 && /\p{L}/u.test(trimmed) && !/\d/.test(trimmed);
}

/** The list under the box, the post's guess on top. Empty for an empty box. */
export function candidatesOf(text: string, answer: GuessAnswer): Candidate[] {
  if (text.trim() === '') return [];
  const all: Candidate[] = [
    ...answer.visits.slice(0, maxEach).map((visit): Candidate => ({ type: 'signOut', key: `visit:${visit.visitId}`, visit, proof: proofFor(text, visit) })),
    ...answer.persons
      .filter((person) => !person.inside)
      .slice(0, maxEach)
      .map((person): Candidate => ({ type: 'returning', key: `person:${person.personId}`, person })),
    ...answer.holders.slice(0, maxEach).map((holder): Candidate => ({ type: 'card', key: `holder:${holder.holderId}`, holder })),
  ];
  if (answer.guess === 'new' || looksLikeName(text)) all.push({ type: 'new', key: 'new', name: text.trim() });
  const rank = (candidate: Candidate) => (candidate.type === answer.guess ? -1 : order.indexOf(candidate.type));
  return all.toSorted((a, b) => rank(a) - rank(b));
}

/** A scanned badge of one visitor signs out at once: the scanner's Enter is the guard's Enter. All else waits for a look. */
export function actsOnScan(candidates: readonly Candidate[]): Candidate | null {
  const [first, ...others] = candidates;
  if (first?.type !== 'signOut' || first.proof !== 'badge') return null;
  return others.some((other) => other.type === 'signOut') ? null : first;
}
