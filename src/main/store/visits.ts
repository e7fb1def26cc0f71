/** Visits: who came to whom, with which badge, and whether they left. */

import type { Visit } from '../../shared/model/visits.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

type VisitReads = Pick<Reads, 'visit' | 'visitByBadge' | 'inside' | 'visits' | 'freeBadge'>;
type VisitWrites = Pick<Tx, 'saveVisit' | 'signOutVisit'>;

// An erased person leaves the visit behind, without a name.
const visitRow = `SELECT v.visitId, v.personId, coalesce(p.name, '') AS name, coalesce(p.organisation, '') AS organisation, v.kind, v.purpose, v.hostName,
    v.badgeNumber, p.documentMasked, coalesce(p.plate, '') AS plate, v.registeredAtUtcMs, v.registeredBy, v.dueOutAtUtcMs,
    v.signedOutAtUtcMs, v.signedOutBy, v.signOutProof
  FROM visit v LEFT JOIN person p ON p.personId = v.personId`;
const maxLimit = 1000;

export function visitReads(connection: Connection): VisitReads {
  return {
    visit: (visitId) => connection.get<Visit>(`${visitRow} WHERE v.visitId = ?`, visitId) ?? null,
    visitByBadge: (badgeNumber) => connection.get<Visit>(`${visitRow} WHERE v.signedOutAtUtcMs IS NULL AND v.badgeNumber = ?`, badgeNumber) ?? null,
    inside: () => connection.all<Visit>(`${visitRow} WHERE v.signedOutAtUtcMs IS NULL ORDER BY v.registeredAtUtcMs`),
    visits: (query) =>
      connection.all<Visit>(
        `${visitRow} WHERE v.registeredAtUtcMs < ? ORDER BY v.registeredAtUtcMs DESC, v.visitId LIMIT ?`,
        query.beforeUtcMs ?? Number.MAX_SAFE_INTEGER,
        Math.min(query.limit, maxLimit),
      ),
    freeBadge(stock) {
      const taken = connection.all<{ badgeNumber: number }>('SELECT badgeNumber FROM visit WHERE signedOutAtUtcMs IS NULL');
      const numbers = new Set(taken.map((row) => row.badgeNumber));
      for (let badge = 1; badge <= stock; badge += 1) if (!numbers.has(badge)) return badge;
      return null;
    },
  };
}

export function visitWrites(connection: Connection): VisitWrites {
  return {
    saveVisit(visit) {
      connection.run(
        `INSERT INTO visit (visitId, personId, kind, purpose, hostName, badgeNumber, registeredAtUtcMs, registeredBy, dueOutAtUtcMs)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        visit.visitId,
        visit.personId,
        visit.kind,
        visit.purpose,
        visit.hostName,
        visit.badgeNumber,
        visit.registeredAtUtcMs,
        visit.registeredBy,
        visit.dueOutAtUtcMs,
      );
    },
    signOutVisit(visitId, atUtcMs, by, proof) {
      // The first sign-out stands.
      connection.run(
        'UPDATE visit SET signedOutAtUtcMs = ?, signedOutBy = ?, signOutProof = ? WHERE visitId = ? AND signedOutAtUtcMs IS NULL',
        atUtcMs,
        by,
        proof,
        visitId,
      );
    },
  };
}
