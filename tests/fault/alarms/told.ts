/**
 * What a panel told, numbered, and what the post made of it. Each message is an edge of one source: open, closed, open, … so that
 * every row of the journal and every alarm of the board can be counted against what was sent.
 */
import Database from 'better-sqlite3';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Alarm } from '../../../src/shared/model/alarms.ts';

export interface PanelVoice {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How many sources take turns. */
  readonly sources: number;
  readonly topicOf: (source: string) => string;
  readonly open: string;
  readonly closed: string;
  readonly retain?: boolean;
}

export interface Teller {
  /** Edges that the broker has taken. */
  readonly told: number;
  /** Tells the next edges; resolves when the broker has taken them all. */
  tell(count: number): Promise<void>;
  /** Tells on and on until the function that it answers is called, which resolves when the broker has taken what was begun. */
  tellOn(): () => Promise<void>;
  /** Something else on any topic, in order with the edges. */
  say(topic: string, payload: string | Buffer, options?: { readonly qos?: 0 | 1; readonly retain?: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Fewer than sources: a repeated edge must not come after the next edge of its source. */
const inFlight = 50;

/** A source beside the numbered ones, which shows that the post listens. Not counted. */
export const mark = 'mark';

export const sourceOf = (edge: number, sources: number): string => `s${String(edge % sources).padStart(4, '0')}`;

/** A panel that tells edges and, as panels do, repeats what its broker has not acknowledged. */
export async function startTeller(voice: PanelVoice): Promise<Teller> {
  const { url, username, password, sources, retain = false } = voice;
  const client: MqttClient = await connectAsync(url, { username, password, protocolVersion: 4, reconnectPeriod: 50, connectTimeout: 2000 });
  // It comes back by itself: what goes wrong in between is what these tests are about.
  client.on('error', () => undefined);
  let begun = 0;
  let told = 0;
  const tellNext = async (): Promise<void> => {
    const edge = begun;
    begun += 1;
    const word = Math.floor(edge / sources) % 2 === 0 ? voice.open : voice.closed;
    await client.publishAsync(voice.topicOf(sourceOf(edge, sources)), word, { qos: 1, retain });
    told += 1;
  };
  const lanes = (more: () => boolean): Promise<unknown> =>
    Promise.all(
      Array.from({ length: Math.min(inFlight, sources - 1) }, async () => {
        while (more()) await tellNext();
      }),
    );
  return {
    get told() {
      return told;
    },
    async tell(count) {
      const until = begun + count;
      await lanes(() => begun < until);
    },
    tellOn() {
      let on = true;
      const telling = lanes(() => on);
      return async () => {
        on = false;
        await telling;
      };
    },
    async say(topic, payload, options = {}) {
      await client.publishAsync(topic, payload, { qos: 1, ...options });
    },
    close: () => client.endAsync(true),
  };
}

/** One source: how often it was raised and cleared, and whether it stands now. */
export interface Account {
  readonly raised: number;
  readonly cleared: number;
  readonly active: boolean;
}

/** What so many edges must have made. */
export function expectedOf(edges: number, sources: number): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (let edge = 0; edge < edges; edge += 1) {
    const source = sourceOf(edge, sources);
    const before = accounts.get(source) ?? { raised: 0, cleared: 0, active: false };
    const opens = Math.floor(edge / sources) % 2 === 0;
    accounts.set(source, opens ? { ...before, raised: before.raised + 1, active: true } : { ...before, cleared: before.cleared + 1, active: false });
  }
  return accounts;
}

export interface Gap {
  readonly reason: string;
  readonly lost: number | null;
}

/** Reads a post's database while it runs or after. */
export class Evidence {
  readonly #db: Database.Database;
  readonly #panelId: string;
  readonly #condition: string;
  #countedSeq = 0;
  #edges = 0;

  constructor(file: string, panelId: string, condition: string) {
    this.#db = new Database(file, { readonly: true, timeout: 5000 });
    this.#panelId = panelId;
    this.#condition = condition;
  }

  /** The journal rows and the board, by source. */
  accounts(): ReadonlyMap<string, Account> {
    const rows = this.#db
      .prepare<[string, string], { source: string; kind: string; n: number }>(
        `SELECT payload ->> 'source' AS source, kind, count(*) AS n FROM journal
         WHERE kind IN ('alarm.raised', 'alarm.cleared') AND payload ->> 'panelId' = ? AND payload ->> 'condition' = ?
           AND payload ->> 'source' <> '${mark}' GROUP BY 1, 2`,
      )
      .all(this.#panelId, this.#condition);
    const standing = new Set(this.board().flatMap((alarm) => (alarm.active ? [alarm.source] : [])));
    const accounts = new Map<string, Account>();
    for (const { source, kind, n } of rows) {
      const before = accounts.get(source) ?? { raised: 0, cleared: 0, active: standing.has(source) };
      accounts.set(source, kind === 'alarm.raised' ? { ...before, raised: n } : { ...before, cleared: n });
    }
    return accounts;
  }

  /** Has the mark come? */
  isMarked(): boolean {
    return this.#alarms().some((alarm) => alarm.source === mark);
  }

  /** Alarms of this panel and condition that are on the board. */
  board(): readonly Alarm[] {
    return this.#alarms().filter((alarm) => alarm.source !== mark);
  }

  #alarms(): readonly Alarm[] {
    return this.#db
      .prepare<[string, string], { body: string }>('SELECT body FROM alarm WHERE panelId = ? AND condition = ?')
      .all(this.#panelId, this.#condition)
      .map(({ body }) => JSON.parse(body) as Alarm);
  }

  /** How many edges have become rows. Reads what is new since it was asked last. */
  edges(): number {
    const rows = this.#db
      .prepare<[number], { seq: number; kind: string; payload: string }>('SELECT seq, kind, payload FROM journal WHERE seq > ? ORDER BY seq')
      .all(this.#countedSeq);
    this.#countedSeq = rows.at(-1)?.seq ?? this.#countedSeq;
    for (const { kind, payload } of rows) {
      if (kind !== 'alarm.raised' && kind !== 'alarm.cleared') continue;
      const { panelId, condition, source } = JSON.parse(payload) as Record<string, unknown>;
      if (panelId === this.#panelId && condition === this.#condition && source !== mark) this.#edges += 1;
    }
    return this.#edges;
  }

  gaps(): readonly Gap[] {
    return this.payloads('link.gap').map((payload) => ({ reason: String(payload.reason), lost: typeof payload.lost === 'number' ? payload.lost : null }));
  }

  /** What the broker said last of messages that it threw away; null = it has not said anything yet. */
  keptDrops(): number | null {
    const row = this.#db.prepare<[], { body: string }>("SELECT body FROM kept WHERE kind = 'brokerDropped'").get();
    return row === undefined ? null : Number((JSON.parse(row.body) as Record<string, unknown>).total);
  }

  count(kind: string): number {
    return this.payloads(kind).length;
  }

  payloads(kind: string): readonly Record<string, unknown>[] {
    return this.#db
      .prepare<[string], { payload: string }>('SELECT payload FROM journal WHERE kind = ? ORDER BY seq')
      .all(kind)
      .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
  }

  close(): void {
    this.#db.close();
  }
}
