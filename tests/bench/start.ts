/** P8: cold start to a usable page beside an empty page in the same Chromium, and the service's own start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../fixtures/chromium.ts';
import { guardpost, startPost } from '../fixtures/post-process.ts';
import { pairs, ratioOf, round, spread } from './measure.ts';

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

export async function benchStart() {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const config = join(folder, 'guardpost.yaml');
  writeFileSync(config, 'post: { site: Bench, name: Bench }\nreaders: []\nbroker: { port: 0 }\npanels: []\n');
  await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  const starts: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const from = performance.now();
    const post = await startPost(['--data', data, '--config', config]);
    starts.push(performance.now() - from);
    await post.stop();
  }
  const post = await startPost(['--data', data, '--config', config]);
  const empty = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>empty</title><input>');
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const address = empty.address();
  const emptyUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const pages = await pairs(
    6,
    () => pageReadyMs(post.url, 'input'),
    () => pageReadyMs(emptyUrl, 'input'),
  );
  empty.close();
  await post.stop();
  rmSync(folder, { recursive: true });
  return { unit: 'ms', pageUsable: { goal: '<= 1.5', ...ratioOf(pages, false) }, serviceStart: { ...spread(starts), worst: round(Math.max(...starts)) } };
}
