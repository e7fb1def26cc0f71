/** Writes Sparkplug B payloads: the request for a rebirth, and what the simulated node says. Must not read any. */
import { dataTypes } from './payload.ts';

export interface MetricToWrite {
  readonly name?: string;
  readonly alias?: number;
  readonly timestampUtcMs?: number;
  readonly isHistorical?: boolean;
  /** Flags, words, and numbers: whole ones as 64-bit integers, others as doubles. */
  readonly value: boolean | string | number;
}

/** A payload with these metrics. */
export function encodePayload(payload: {
  readonly timestampUtcMs: number | null;
  readonly seq: number | null;
  readonly metrics: readonly MetricToWrite[];
}): Uint8Array {
  return Buffer.concat([
    ...(payload.timestampUtcMs === null ? [] : [varintField(1, BigInt(payload.timestampUtcMs))]),
    ...payload.metrics.map((metric) => bytesField(2, encodeMetric(metric))),
    ...(payload.seq === null ? [] : [varintField(3, BigInt(payload.seq))]),
  ]);
}

function encodeMetric({ name, alias, timestampUtcMs, isHistorical, value }: MetricToWrite): Uint8Array {
  return Buffer.concat([
    ...(name === undefined ? [] : [bytesField(1, Buffer.from(name))]),
    ...(alias === undefined ? [] : [varintField(2, BigInt(alias))]),
    ...(timestampUtcMs === undefined ? [] : [varintField(3, BigInt(timestampUtcMs))]),
    ...(isHistorical === undefined ? [] : [varintField(5, isHistorical ? 1n : 0n)]),
    ...encodeValue(value),
  ]);
}

const doubleType = 10;

function encodeValue(value: MetricToWrite['value']): readonly Uint8Array[] {
  if (typeof value === 'boolean') return [varintField(4, BigInt(dataTypes.boolean)), varintField(14, value ? 1n : 0n)];
  if (typeof value === 'string') return [varintField(4, BigInt(dataTypes.string)), bytesField(15, Buffer.from(value))];
  if (Number.isSafeInteger(value)) return [varintField(4, BigInt(dataTypes.int64)), varintField(11, BigInt.asUintN(64, BigInt(value)))];
  const eight = Buffer.alloc(8);
  eight.writeDoubleLE(value);
  return [varintField(4, BigInt(doubleType)), varint((13n << 3n) | 1n), eight];
}

const varintField = (number: number, value: bigint): Uint8Array => Buffer.concat([varint(BigInt(number) << 3n), varint(value)]);
const bytesField = (number: number, bytes: Uint8Array): Uint8Array => Buffer.concat([varint((BigInt(number) << 3n) | 2n), varint(BigInt(bytes.length)), bytes]);

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
