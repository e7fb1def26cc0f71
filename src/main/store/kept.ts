/** Small things that stand now (core/ports/kept.ts), each a JSON body under its kind and key, and the picture of the site plan. */
import type { KeptKind, KeptReads, KeptThings, KeptWrites } from '../core/ports/kept.ts';
import type { Connection } from './connection.ts';

interface Body {
  readonly body: string;
}

// The bodies were written by `keep` from the same types; the table is ours alone.
const toThing = <K extends KeptKind>(row: Body): KeptThings[K] => JSON.parse(row.body) as KeptThings[K];

export function keptReads(connection: Connection): KeptReads {
  return {
    kept(kind, key) {
      const row = connection.get<Body>('SELECT body FROM kept WHERE kind = ? AND key = ?', kind, key);
      return row === undefined ? null : toThing(row);
    },
    allKept: (kind) => connection.all<Body>('SELECT body FROM kept WHERE kind = ? ORDER BY key', kind).map((row) => toThing(row)),
    sitePlan: () => connection.get<{ mime: string; bytes: Buffer }>('SELECT mime, bytes FROM site_plan') ?? null,
  };
}

export function keptWrites(connection: Connection): KeptWrites {
  return {
    keep(kind, key, thing) {
      connection.run(
        'INSERT INTO kept (kind, key, body) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body',
        kind,
        key,
        JSON.stringify(thing),
      );
    },
    drop: (kind, key) => void connection.run('DELETE FROM kept WHERE kind = ? AND key = ?', kind, key),
    saveSitePlan(plan) {
      if (plan === null) connection.run('DELETE FROM site_plan');
      else {
        connection.run(
          'INSERT INTO site_plan (one, mime, bytes) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET mime = excluded.mime, bytes = excluded.bytes',
          plan.mime,
          Buffer.from(plan.bytes),
        );
      }
    },
  };
}
