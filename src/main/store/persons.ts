/** Visitors as people, in the vault: erasable, found by what someone remembers of them. The journal only ever sees their id and commitment. */
import { createHash, randomBytes } from 'node:crypto';
import type { DocumentKind, Person, VisitPurpose } from '../../shared/model/visits.ts';
import type { PersonInput, Reads, Tx } from '../core/ports/ledger.ts';
import { canonicalJson } from './chain/canonical-json.ts';
import type { Connection } from './connection.ts';
import type { DocumentVault } from './vault/document-vault.ts';
import { findIds, saveTokens } from './vault/find-tokens.ts';

type PersonReads = Pick<Reads, 'person' | 'documentNumber' | 'findPersons' | 'personByDocument'>;
type PersonWrites = Pick<Tx, 'savePerson'>;

const saltBytes = 32;
const personRow = `SELECT p.personId, p.name, p.organisation, p.phone, p.plate, p.documentKind, p.documentMasked,
    (SELECT count(*) FROM visit v WHERE v.personId = p.personId) AS visits,
    l.registeredAtUtcMs AS lastVisitAtUtcMs, l.hostName AS lastHostName, l.purpose AS lastPurpose
  FROM person p LEFT JOIN visit l ON l.visitId =
    (SELECT v.visitId FROM visit v WHERE v.personId = p.personId ORDER BY v.registeredAtUtcMs DESC LIMIT 1)`;

interface PersonColumns {
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly plate: string;
  readonly documentKind: DocumentKind | null;
  readonly documentSealed: Buffer | null;
  readonly documentMatch: Buffer | null;
  readonly documentMasked: string | null;
  readonly salt: Buffer;
}
interface PersonView extends Person {
  readonly lastPurpose: VisitPurpose | null;
}

export function personReads(connection: Connection, vault: DocumentVault | null): PersonReads {
  const personByDocument = (number: string): Person | null => {
    if (vault === null || number.trim() === '') return null;
    return connection.get<PersonView>(`${personRow} WHERE p.documentMatch = ? LIMIT 1`, vault.matchOf(number)) ?? null;
  };
  return {
    person: (personId) => connection.get<PersonView>(`${personRow} WHERE p.personId = ?`, personId) ?? null,
    documentNumber(personId) {
      const sealed = connection.get<{ documentSealed: Buffer | null }>('SELECT documentSealed FROM person WHERE personId = ?', personId)?.documentSealed;
      return sealed === null || sealed === undefined || vault === null ? null : vault.unseal(sealed, personId);
    },
    findPersons(text, limit) {
      const exact = personByDocument(text);
      const found = connection
        .all<PersonView>(`${personRow} WHERE p.personId IN (SELECT value FROM json_each(?))`, JSON.stringify(findIds(connection, 'p', text)))
        .filter((person) => person.personId !== exact?.personId)
        .sort((a, b) => (b.lastVisitAtUtcMs ?? 0) - (a.lastVisitAtUtcMs ?? 0) || a.name.localeCompare(b.name));
      return [...(exact === null ? [] : [exact]), ...found].slice(0, Math.max(0, limit));
    },
    personByDocument,
  };
}

export function personWrites(connection: Connection, vault: DocumentVault | null): PersonWrites {
  return {
    savePerson(input) {
      const before = connection.get<PersonColumns>('SELECT * FROM person WHERE personId = ?', input.personId) ?? null;
      const salt = before?.salt ?? randomBytes(saltBytes);
      const document = documentColumns(input, before, vault);
      connection.run(
        `INSERT INTO person (personId, name, organisation, phone, plate, documentKind, documentSealed, documentMatch, documentMasked, salt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, organisation = excluded.organisation, phone = excluded.phone, plate = excluded.plate,
           documentKind = excluded.documentKind, documentSealed = excluded.documentSealed, documentMatch = excluded.documentMatch,
           documentMasked = excluded.documentMasked`,
        input.personId,
        input.name,
        input.organisation,
        input.phone,
        input.plate,
        document.documentKind,
        document.documentSealed,
        document.documentMatch,
        document.documentMasked,
        salt,
      );
      saveTokens(connection, 'p', input.personId, { texts: [input.name, input.organisation], name: input.name, phone: input.phone, plate: input.plate });
      return { commitment: commitmentOf(input, document, salt) };
    },
  };
}

type DocumentColumns = Pick<PersonColumns, 'documentKind' | 'documentSealed' | 'documentMatch' | 'documentMasked'>;

function documentColumns(input: PersonInput, before: DocumentColumns | null, vault: DocumentVault | null): DocumentColumns {
  const none: DocumentColumns = { documentKind: null, documentSealed: null, documentMatch: null, documentMasked: null };
  if (input.document === undefined) return before ?? none;
  if (input.document === null) return none;
  if (vault === null) throw new Error('a person is only written through a store that has the key of the vault');
  const sealed = vault.seal(input.document.number, input.personId);
  return { documentKind: input.document.kind, documentSealed: sealed.sealed, documentMatch: sealed.match, documentMasked: sealed.masked };
}

/**
 * Hex SHA-256 over the person's salt and the canonical JSON of the personal fields. The document goes in as its keyed hash,
 * so that who has the vault row can check the commitment without unsealing the number.
 */
function commitmentOf(input: PersonInput, document: DocumentColumns, salt: Buffer): string {
  const fields = canonicalJson({
    name: input.name,
    organisation: input.organisation,
    phone: input.phone,
    plate: input.plate,
    documentKind: document.documentKind,
    documentMatch: document.documentMatch?.toString('hex') ?? null,
  });
  return createHash('sha256').update(salt).update(fields).digest('hex');
}
