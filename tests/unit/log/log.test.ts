import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/main/log/index.ts';
import { openLogFile } from '../../../src/main/log/log-file.ts';

describe('the technical log', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'guardpost-log-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const written = () =>
    readFileSync(join(dir, 'guardpost.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('never holds a secret, and of a number only its end', async () => {
    const log = createLogger({ dir, stderrLevel: 'silent' });
    log.info('signed in at mqtt://post:geheim@10.0.0.5', {
      user: { pin: '111111', password: 'geheim' },
      card: { number: '0C000621A5' },
      documentNumber: 'AB1234567',
    });
    log.error('failed', new Error('no way to mqtt://post:geheim@10.0.0.5'));
    await log.close();
    const text = JSON.stringify(written());
    for (const word of ['geheim', '111111', '0C000621A5', 'AB1234567']) expect(text).not.toContain(word);
    expect(written()[0].card.number).toBe('…A5');
  });

  it('keeps one line a line, whatever a foreign text holds', async () => {
    const log = createLogger({ dir, stderrLevel: 'silent' });
    log.warn('odd\n{"level":60,"msg":"forged"}', { topic: 'a\r\nb\u001b[31mred' });
    await log.close();
    expect(written()).toHaveLength(1);
    expect(readFileSync(join(dir, 'guardpost.log'), 'utf8')).not.toContain('\u001b');
  });

  it('can be read by its owner only', async () => {
    const log = createLogger({ dir, stderrLevel: 'silent' });
    log.info('x');
    await log.close();
    expect(statSync(join(dir, 'guardpost.log')).mode & 0o777).toBe(0o600);
  });

  it('begins a new file when one is full, keeps two old ones, and goes on after a restart where it was', () => {
    const path = join(dir, 'bounded.log');
    const line = (n: number) => `${'x'.repeat(38)}${n}\n`;
    const first = openLogFile(path, { maxBytes: 100, keep: 2 });
    for (let n = 0; n < 5; n += 1) first.write(line(n));
    first.close();
    const second = openLogFile(path, { maxBytes: 100, keep: 2 });
    for (let n = 5; n < 9; n += 1) second.write(line(n));
    second.close();
    second.write('late');
    expect(readdirSync(dir).sort()).toEqual(['bounded.log', 'bounded.log.1', 'bounded.log.2']);
    const all = ['.2', '.1', ''].map((suffix) => readFileSync(`${path}${suffix}`, 'utf8')).join('');
    expect(all).toBe([4, 5, 6, 7, 8].map(line).join(''));
  });

  it('does without a file where none can be', async () => {
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    const log = createLogger({ dir: join(file, 'logs'), stderrLevel: 'silent' });
    log.info('still here');
    await expect(log.close()).resolves.toBeUndefined();
  });
});
