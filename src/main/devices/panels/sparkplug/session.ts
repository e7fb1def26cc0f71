/**
 * What is known of one edge node between its births: whether it lives, its numbering, and what its aliases stand for.
 * Must not know what metrics mean.
 */
import type { Metric, SparkplugPayload } from './payload.ts';

export interface Definition {
  readonly name: string;
  readonly datatype: number | null;
}

export type Numbering =
  | { readonly is: 'next' }
  /** The very message that came before: it says nothing new. */
  | { readonly is: 'repeat' }
  | { readonly is: 'gap'; readonly missing: number };

const repeatRebirthMs = 10_000;
const maxDefinitions = 50_000;

export class NodeSession {
  readonly node: string;
  readonly commandTopic: string;
  isBorn = false;
  readonly deadDevices = new Set<string>();
  #bdSeq: bigint | null = null;
  #lastSeq: number | null = null;
  #lastBytes: Uint8Array = new Uint8Array();
  #askedAtMonoMs: number | null = null;
  #byAlias = new Map<bigint, Definition>();
  /** By device and name; data of metrics without alias come with their names, often without their types. */
  #byName = new Map<string, Definition>();

  constructor(node: string, commandTopic: string) {
    this.node = node;
    this.commandTopic = commandTopic;
  }

  /** The node begins anew: nothing that it said before holds. */
  born(payload: SparkplugPayload, bytes: Uint8Array): void {
    this.isBorn = true;
    this.#bdSeq = bdSeqOf(payload);
    this.#lastSeq = payload.seq;
    this.#lastBytes = bytes;
    this.#askedAtMonoMs = null;
    this.#byAlias = new Map();
    this.#byName = new Map();
  }

  /** False: the will of an earlier connection, that came late. */
  died(payload: SparkplugPayload): boolean {
    const bdSeq = bdSeqOf(payload);
    if (this.isBorn && this.#bdSeq !== null && bdSeq !== null && bdSeq !== this.#bdSeq) return false;
    this.isBorn = false;
    return true;
  }

  /** Takes in the number of a message after the birth. */
  numbered(payload: SparkplugPayload, bytes: Uint8Array): Numbering {
    const { seq } = payload;
    const last = this.#lastSeq;
    const isSame = seq !== null && seq === last && Buffer.from(bytes).equals(this.#lastBytes);
    this.#lastSeq = seq ?? last;
    this.#lastBytes = bytes;
    if (isSame) return { is: 'repeat' };
    if (seq === null || last === null) return { is: 'next' };
    const missing = (seq - last - 1 + 256) % 256;
    return missing === 0 ? { is: 'next' } : { is: 'gap', missing };
  }

  define(device: string | null, metric: Metric): void {
    if (metric.name === null || this.#byName.size >= maxDefinitions) return;
    const definition = { name: metric.name, datatype: metric.datatype };
    this.#byName.set(nameKey(device, metric.name), definition);
    if (metric.alias !== null) this.#byAlias.set(metric.alias, definition);
  }

  /** What a metric is; null = an alias that no birth has explained. */
  definitionOf(device: string | null, metric: Metric): Definition | null {
    if (metric.name === null) return metric.alias === null ? null : (this.#byAlias.get(metric.alias) ?? null);
    return { name: metric.name, datatype: metric.datatype ?? this.#byName.get(nameKey(device, metric.name))?.datatype ?? null };
  }

  /** True when a rebirth should be asked for now; once, and again when it was not answered. */
  asksRebirth(nowMonoMs: number): boolean {
    if (this.#askedAtMonoMs !== null && nowMonoMs - this.#askedAtMonoMs < repeatRebirthMs) return false;
    this.#askedAtMonoMs = nowMonoMs;
    return true;
  }
}

const nameKey = (device: string | null, name: string): string => `${device ?? ''}\0${name}`;

function bdSeqOf(payload: SparkplugPayload): bigint | null {
  const value = payload.metrics.find(({ name }) => name === 'bdSeq')?.value;
  return typeof value === 'bigint' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : null;
}
