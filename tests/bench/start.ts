/** P8: cold start to a usable page beside an empty page in the same Chromium, and the service's own start with a long log beside an empty one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../fixtures/chromium.ts';
import { guardpost, startPost } from '../fixtures/post-process.ts';
import { pairs, ratioOf } from './measure.ts';
import { fill, rows } from './search.ts';

/** A new browser process each time; until a selector is there. */
async function pageReadyMs(url: string, selector: string): Promise<number> {
  const from = performance.now();
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector(selector);
  const ms = performance.now() - from;
  await browser.close();
  return ms;
}

/** A new post each time, until it prints that it listens. */
async function listeningMs(data: string, config: string): Promise<number> {
  const from = performance.now();
  const post = await startPost(['--data', data, '--config', config]);
  const ms = performance.now() - from;
  await post.stop();
  return ms;
}

async function pageUsable(data: string, config: string) {
  const post = await startPost(['--data', data, '--config', config]);
  const empty = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>empty</title><input>');
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const address = empty.address();
  const emptyUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const product = () => pageReadyMs(post.url, 'input');
  const peer = () => pageReadyMs(emptyUrl, 'input');
  // The first of each reads the browser and the page from the disk.
  await product();
  await peer();
  const timed = await pairs(8, product, peer);
  empty.close();
  await post.stop();
  return { goal: '<= 1.5', ...ratioOf(timed, false) };
}

/** Both logs have been started before: a first start makes the tables, which has nothing to do with their length. */
async function serviceStart(folder: string, emptyData: string, config: string) {
  const longData = join(folder, 'long');
  mkdirSync(longData);
  await fill(join(longData, 'guardpost.db'));
  const product = () => listeningMs(longData, config);
  const peer = () => listeningMs(emptyData, config);
  await product();
  await peer();
  return { rows, goal: '<= 1.2', ...ratioOf(await pairs(8, product, peer), false) };
}

export async function benchStart() {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const config = join(folder, 'guardpost.yaml');
  writeFileSync(config, 'post: { site: Bench, name: Bench }\nreaders: []\nbroker: { port: 0 }\npanels: []\n');
  await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  const page = await pageUsable(data, config);
  const service = await serviceStart(folder, data, config);
  rmSync(folder, { recursive: true });
  return { unit: 'ms', pageUsable: page, serviceStart: service };
}
