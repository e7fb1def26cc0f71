/** The Sparkplug B payload: its metrics with names, aliases and values. Pure; never throws; unknown fields are passed over. */
import { decodeText } from '../dialect.ts';
import { doubleOf, floatOf, readFields, type WireField } from './wire.ts';

/** Numbers of the data types that we tell apart (Sparkplug 3.0, 6.4.16). */
export const dataTypes = { int8: 1, int16: 2, int32: 3, int64: 4, boolean: 11, string: 12, dateTime: 13 } as const;

export type MetricValue = boolean | number | bigint | string;

export interface Metric {
  /** Only births must carry it. */
  readonly name: string | null;
  readonly alias: bigint | null;
  readonly timestampUtcMs: number | null;
  readonly datatype: number | null;
  readonly isHistorical: boolean;
  readonly isNull: boolean;
  /** As the wire carried it; null = none, or of a kind that is no word (a table, a file). */
  readonly value: MetricValue | null;
}

export interface SparkplugPayload {
  readonly timestampUtcMs: number | null;
  readonly seq: number | null;
  readonly metrics: readonly Metric[];
}

/** The payload in these bytes; null when they are none. */
export function parsePayload(bytes: Uint8Array): SparkplugPayload | null {
  const fields = readFields(bytes);
  if (fields === null) return null;
  const metrics: Metric[] = [];
  for (const field of fields) {
    if (field.number !== 2) continue;
    const metric = field.kind === 'bytes' ? parseMetric(field.bytes) : null;
    if (metric === null) return null;
    metrics.push(metric);
  }
  const seq = integer(fields, 3);
  return { timestampUtcMs: timeOf(integer(fields, 1)), seq: seq === null || seq > 255n ? null : Number(seq), metrics };
}

function parseMetric(bytes: Uint8Array): Metric | null {
  const fields = readFields(bytes);
  if (fields === null) return null;
  const datatype = integer(fields, 4);
  const type = datatype === null ? null : Number(BigInt.asUintN(32, datatype));
  return {
    name: text(last(fields, 1)),
    alias: integer(fields, 2),
    timestampUtcMs: timeOf(integer(fields, 3)),
    datatype: type,
    isHistorical: (integer(fields, 5) ?? 0n) !== 0n,
    isNull: (integer(fields, 7) ?? 0n) !== 0n,
    value: wireValue(fields),
  };
}

/** Of several values the last one counts, as with any `oneof`. */
function wireValue(fields: readonly WireField[]): MetricValue | null {
  const field = fields.findLast(({ number }) => number >= 10 && number <= 19);
  if (field === undefined) return null;
  if (field.kind === 'bytes') return field.number === 15 ? text(field) : null;
  if (field.number === 12 && field.kind === 'fixed32') return floatOf(field.bits);
  if (field.number === 13 && field.kind === 'fixed64') return doubleOf(field.bits);
  if (field.kind !== 'varint') return null;
  if (field.number === 14) return field.bits !== 0n;
  if (field.number === 10) return Number(BigInt.asUintN(32, field.bits));
  return field.number === 11 ? field.bits : null;
}

/** The value as its data type has it: signed numbers come as their two's complement, and some send flags as integers. */
export function typedValue(value: MetricValue, datatype: number | null): MetricValue {
  if (typeof value !== 'number' && typeof value !== 'bigint') return value;
  const bits = typeof value === 'bigint' ? value : Number.isInteger(value) ? BigInt(value) : null;
  if (bits === null) return value;
  switch (datatype) {
    case dataTypes.boolean:
      return bits !== 0n;
    case dataTypes.int8:
      return Number(BigInt.asIntN(8, bits));
    case dataTypes.int16:
      return Number(BigInt.asIntN(16, bits));
    case dataTypes.int32:
      return Number(BigInt.asIntN(32, bits));
    case dataTypes.int64:
      return BigInt.asIntN(64, bits);
    default:
      return value;
  }
}

const last = (fields: readonly WireField[], number: number): WireField | undefined => fields.findLast((field) => field.number === number);

function integer(fields: readonly WireField[], number: number): bigint | null {
  const field = last(fields, number);
  return field?.kind === 'varint' ? field.bits : null;
}

function text(field: WireField | undefined): string | null {
  return field?.kind === 'bytes' ? decodeText(field.bytes) : null;
}

/** The end of the time that a `Date` can hold. */
const lastUtcMs = 8_640_000_000_000_000n;
const timeOf = (bits: bigint | null): number | null => (bits === null || bits > lastUtcMs ? null : Number(bits));
