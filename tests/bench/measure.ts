/** Small statistics, and the rule that noise must not decide: product and peer take turns (ABAB), and ratios are of pairs. */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** p50 and p95 of milliseconds. */
export const spread = (values: readonly number[]) => ({ p50: round(percentile(values, 50)), p95: round(percentile(values, 95)), n: values.length });

/** Milliseconds of one 4 KB append with fsync, median of 20: tells if the disk changed under us. */
export function fsyncProbeMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-probe-'));
  const handle = openSync(join(folder, 'probe'), 'w');
  const block = Buffer.alloc(4096, 7);
  const times = Array.from({ length: 20 }, () => {
    const from = performance.now();
    writeSync(handle, block);
    fsyncSync(handle);
    return performance.now() - from;
  });
  closeSync(handle);
  rmSync(folder, { recursive: true });
  return median(times);
}

export interface Pair {
  readonly product: number;
  readonly peer: number;
}

/** Runs product and peer in turns; a pair during which the disk changed more than twofold is dropped and told. */
export async function pairs(
  count: number,
  product: () => Promise<number> | number,
  peer: () => Promise<number> | number,
): Promise<{ kept: Pair[]; dropped: number }> {
  const kept: Pair[] = [];
  let dropped = 0;
  for (let i = 0; i < count; i += 1) {
    const before = fsyncProbeMs();
    const pair = i % 2 === 0 ? { product: await product(), peer: await peer() } : await swapped(product, peer);
    const after = fsyncProbeMs();
    if (Math.max(before, after) > 2 * Math.min(before, after)) dropped += 1;
    else kept.push(pair);
  }
  return { kept, dropped };
}

async function swapped(product: () => Promise<number> | number, peer: () => Promise<number> | number): Promise<Pair> {
  const second = await peer();
  return { product: await product(), peer: second };
}

/** Median and worst of product/peer, with the medians of both sides. `higherIsBetter`: worst is the smallest ratio. */
export function ratioOf(result: { kept: readonly Pair[]; dropped: number }, higherIsBetter: boolean) {
  const ratios = result.kept.map((pair) => pair.product / pair.peer);
  return {
    product: round(median(result.kept.map((pair) => pair.product))),
    peer: round(median(result.kept.map((pair) => pair.peer))),
    ratio: round(median(ratios)),
    worst: round(higherIsBetter ? Math.min(...ratios) : Math.max(...ratios)),
    pairs: result.kept.length,
    dropped: result.dropped,
  };
}

/** Milliseconds on the clock that Node and Chromium on one host share. */
export const sharedClockMs = (): number => performance.timeOrigin + performance.now();
