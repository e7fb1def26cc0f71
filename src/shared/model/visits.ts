/** Visitors. Personal fields live in the vault; the journal holds ids and commitments. */

export const visitKinds = ['visitor', 'contractor', 'courier', 'companion', 'intern', 'inspector'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** Number keys 1..9. */
export const visitPurposes = ['meeting', 'delivery', 'repair', 'interview', 'work', 'collection', 'inspection', 'private', 'other'] as const;
export type VisitPurpose = (typeof visitPurposes)[number];

export const documentKinds = ['idCard', 'passport', 'drivingLicence', 'residencePermit', 'staffCard', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const signOutProofs = ['badge', 'name', 'card', 'plate', 'sweep'] as const;
export type SignOutProof = (typeof signOutProofs)[number];

/** A visitor as the vault knows them. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly plate: string;
  readonly documentKind: DocumentKind | null;
  /** First 3 and last 2 characters, the rest as dots. */
  readonly documentMasked: string | null;
  readonly visits: number;
  readonly lastVisitAtUtcMs: number | null;
  readonly lastHostName: string | null;
  readonly lastPurpose: VisitPurpose | null;
}

export interface Visit {
  readonly visitId: string;
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly kind: VisitKind;
  readonly purpose: VisitPurpose;
  readonly hostName: string;
  readonly badgeNumber: number;
  readonly documentMasked: string | null;
  readonly plate: string;
  readonly registeredAtUtcMs: number;
  readonly registeredBy: string;
  /** Expected to be out by; later is overdue. */
  readonly dueOutAtUtcMs: number;
  readonly signedOutAtUtcMs: number | null;
  readonly signedOutBy: string | null;
  readonly signOutProof: SignOutProof | null;
}

export const banReasons = ['violence', 'theft', 'threat', 'accessMisuse', 'courtOrder', 'contractEnded', 'other'] as const;
export type BanReason = (typeof banReasons)[number];

export interface Ban {
  readonly banId: string;
  readonly name: string;
  readonly plate: string;
  readonly phone: string;
  readonly hasDocument: boolean;
  readonly reason: BanReason;
  /** The sentence the guard says. Never shown to the visitor. */
  readonly sayText: string;
  readonly issuer: string;
  readonly addedAtUtcMs: number;
  readonly untilUtcMs: number | null;
  readonly liftedAtUtcMs: number | null;
}

export interface BanMatch {
  readonly ban: Ban;
  readonly by: 'document' | 'name' | 'plate' | 'phone';
}
