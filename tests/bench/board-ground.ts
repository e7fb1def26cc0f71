/** A post and a broker for the board's benches: panels whose sources raise an alarm by a word; and who signs in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { alarms as words } from '../../src/shared/i18n/en/alarms.ts';
import { type Mosquitto, startMosquitto } from '../fixtures/mosquitto.ts';
import { guardpost, type PostProcess, startPost } from '../fixtures/post-process.ts';
import { type Running, startProgram } from '../fixtures/process.ts';
import { signIn } from '../fixtures/sign-in.ts';

export const peerScript = (name: string): string => join(import.meta.dirname, 'peers', name);
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Ground {
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  readonly broker: Mosquitto;
  startPost(data?: string): Promise<PostProcess>;
  end(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const config = join(folder, 'guardpost.yaml');
  const broker = await startMosquitto({ durable: false });
  const words = {
    open: { condition: 'temperature', priority: 3 },
    beacon: { condition: 'tamper', priority: 2 },
    fire: { condition: 'fire', priority: 1 },
    closed: 'clear',
  };
  const panels = ['bench', 'flood'].map((id) => ({ id, dialect: 'mapping', topic: `${id}/+/state`, words }));
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ post: { site: 'Bench', name: 'Bench' }, readers: [], mqtt: { url: broker.url }, panels }));
  await addUser(data);
  return {
    ...{ folder, data, config, broker },
    startPost: (of = data) => startPost(['--data', of, '--config', config]),
    async end() {
      await broker.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function addUser(data: string): Promise<void> {
  const added = await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  if (added.code !== 0) throw new Error(`user add: ${added.stdout}${added.stderr}`);
}

/** Waits until the post of this data folder hears its broker: what is published before a first subscription is nobody's. */
export async function untilItHears(data: string): Promise<void> {
  const db = new Database(join(data, 'guardpost.db'), { readonly: true });
  const started = "(SELECT max(seq) FROM journal WHERE kind = 'post.started')";
  const online = db.prepare(`SELECT count(*) FROM journal WHERE kind = 'device.online' AND subject = 'broker' AND seq > ${started}`).pluck();
  while (Number(online.get()) === 0) await pause(20);
  db.close();
}

/** The page, signed in and on the board. */
export async function openBoard(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  await signIn(page, 'Bench', '246810');
  await page.keyboard.press('F3');
  return page;
}

/** How many alarms the board says it has. */
export async function countOnBoard(page: Page): Promise<number> {
  const key = page.locator('button').filter({ hasText: new RegExp(`^${words.view.board} \\d`) });
  return Number(/(\d+)\D*$/.exec((await key.textContent()) ?? '')?.[1] ?? 0);
}

/** Milliseconds of processor time of a process so far, all threads. */
export function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticksPerSecond = 100;
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

export const residentMb = (pid: number | undefined): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export interface FeedOptions {
  readonly perSecond: number;
  readonly seconds: number;
  readonly sources: number;
  readonly beaconEveryMs: number;
}

/** Starts a paced publisher; `sent` resolves, once all is acknowledged, with the times of its beacons in tenths of milliseconds. */
export async function startFeed(url: string, { perSecond, seconds, sources, beaconEveryMs }: FeedOptions): Promise<{ sent(): Promise<number[]> }> {
  const args = [peerScript('board-feed.ts'), url, 'bench', perSecond, seconds, sources, beaconEveryMs].map(String);
  const feed = await startProgram(process.execPath, args, { ready: /^ready$/ });
  return {
    async sent() {
      const beacons: unknown = JSON.parse(await saidLine(feed, /^done (.*)$/m));
      if (!Array.isArray(beacons)) throw new Error('the feed said no beacons');
      return beacons.map(Number);
    },
  };
}

/** Waits until the program has said a line; answers its first group. @param nth which of several, from 1. */
export async function saidLine(program: Running, line: RegExp, nth = 1): Promise<string> {
  const all = new RegExp(line.source, 'gm');
  for (;;) {
    const found = [...program.output().matchAll(all)][nth - 1];
    if (found !== undefined) return found[1] ?? '';
    if (program.child.exitCode !== null) throw new Error(`ended before it said ${line.source}:\n${program.output()}`);
    await pause(20);
  }
}
