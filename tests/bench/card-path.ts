/** P1 and P2: card bytes on a pseudo-terminal to the painted row, and to the row on disk, each beside the shortest honest peer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { launchChromium } from '../fixtures/chromium.ts';
import { guardpost, startPost } from '../fixtures/post-process.ts';
import { startProgram } from '../fixtures/process.ts';
import { openPty, type PtyPair, rdm6300Frame } from '../fixtures/pty.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { round, sharedClockMs, spread } from './measure.ts';

const cards = 150;
const tenHex = (i: number) => `0F${(0xa0000000 + i).toString(16).toUpperCase()}`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Notes in the page when each new row of a list was painted: the first task after the frame in which it came into the document.
 * A frame loop of its own tells that alike for a page that changes inside requestAnimationFrame (ours) and one that changes in a task (the peer).
 */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: Record<string, number> = {};
    (window as unknown as { painted: typeof painted }).painted = painted;
    let waiting: string[] = [];
    const seen = new Set([...document.querySelectorAll('[role="option"]')].map((row) => row.id));
    new MutationObserver(() => {
      for (const row of document.querySelectorAll('[role="option"]')) {
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        waiting.push(row.id);
      }
    }).observe(document.body, { subtree: true, childList: true });
    const channel = new MessageChannel();
    const frame = () => channel.port2.postMessage(0);
    channel.port1.onmessage = () => {
      for (const id of waiting) painted[id] = performance.timeOrigin + performance.now();
      waiting = [];
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Sends cards one by one at uneven times and answers, per card, the milliseconds to the painted row. */
async function toPainted(page: Page, pty: PtyPair, from: number, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = await page.evaluate(() => Object.keys((window as unknown as { painted: object }).painted).length);
    const sentAt = sharedClockMs();
    pty.send(rdm6300Frame(tenHex(from + i)));
    const handle = await page.waitForFunction((n) => {
      const all = Object.values((window as unknown as { painted: Record<string, number> }).painted);
      return all.length > n ? Math.max(...all) : 0;
    }, before);
    times.push((await handle.jsonValue()) - sentAt);
    await pause(40 + ((i * 37) % 53));
  }
  return times;
}

/** Sends cards and polls the file from outside: milliseconds until a reader of the database sees the committed row. */
async function toDisk(file: string, sql: string, pty: PtyPair, from: number, count: number): Promise<number[]> {
  const db = new Database(file, { readonly: true });
  const last = db.prepare(sql).pluck();
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = Number(last.get() ?? 0);
    const sentAt = performance.now();
    pty.send(rdm6300Frame(tenHex(from + i)));
    while (Number(last.get() ?? 0) === before) {
      if (performance.now() - sentAt > 5_000) throw new Error('no row after 5 s');
    }
    times.push(performance.now() - sentAt);
    await pause(30 + ((i * 29) % 41));
  }
  db.close();
  return times;
}

async function peerDisk(folder: string, turn: number): Promise<number[]> {
  const pty = await openPty();
  const file = join(folder, `peer-${turn}.db`);
  const peer = await startProgram(process.execPath, [join(import.meta.dirname, 'peers/serial-insert.ts'), pty.near, file], { ready: /^ready$/ });
  const times = await toDisk(file, 'SELECT max(seq) FROM journal', pty, turn * 1000, cards / 3);
  await peer.stop();
  await pty.unplug();
  return times;
}

export async function benchCardPath() {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const pty = await openPty();
  const peerPty = await openPty();
  const config = join(folder, 'guardpost.yaml');
  writeFileSync(
    config,
    `post: { site: Bench, name: Bench }\nreaders:\n  - { id: north-in, path: ${pty.near}, protocol: em4100, direction: in }\nbroker: { port: 0 }\npanels: []\n`,
  );
  await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  const post = await startPost(['--data', data, '--config', config]);
  const peer = await startProgram(process.execPath, [join(import.meta.dirname, 'peers/serial-page.ts'), peerPty.near], { ready: /^listening on (\S+)$/ });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(post.url);
  await signIn(page, 'Bench', '246810');
  await watchRows(page);
  const peerPage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await peerPage.goto(peer.match[1] ?? '');
  await watchRows(peerPage);

  const painted: { product: number[]; peer: number[] } = { product: [], peer: [] };
  const disk: { product: number[]; peer: number[] } = { product: [], peer: [] };
  for (let turn = 0; turn < 3; turn += 1) {
    await page.bringToFront();
    painted.product.push(...(await toPainted(page, pty, turn * 1000, cards / 3)));
    await peerPage.bringToFront();
    painted.peer.push(...(await toPainted(peerPage, peerPty, turn * 1000, cards / 3)));
    disk.product.push(...(await toDisk(join(data, 'guardpost.db'), 'SELECT max(seq) FROM journal', pty, 500 + turn * 1000, cards / 3)));
    disk.peer.push(...(await peerDisk(folder, turn)));
  }
  await browser.close();
  await peer.stop();
  await post.stop();
  await pty.unplug();
  await peerPty.unplug();
  rmSync(folder, { recursive: true });
  const report = (side: { product: number[]; peer: number[] }, goal: string) => ({
    goal,
    product: spread(side.product),
    peer: spread(side.peer),
    ratioP95: round(spread(side.product).p95 / spread(side.peer).p95),
  });
  return { unit: 'ms', bytesToPaintedRow: report(painted, '<= 1.3'), bytesToRowOnDisk: report(disk, '<= 1.5') };
}
