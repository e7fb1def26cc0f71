/** The `guardpost` command between the signal and the program: in a checkout of its own with a stand-in for both npm and the program. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// Whole processes start here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../../..');
let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'guardpost-command-'));
  for (const folder of ['bin', 'src/main', 'tools', 'node_modules/node/bin', 'node_modules/electron-vite/bin'])
    mkdirSync(join(checkout, folder), { recursive: true });
  for (const file of ['guardpost.mjs', 'setup.mjs']) copyFileSync(join(root, 'bin', file), join(checkout, 'bin', file));
  for (const file of ['package.json', 'package-lock.json']) writeFileSync(join(checkout, file), '{"type":"module"}');
  symlinkSync(process.execPath, join(checkout, 'node_modules/node/bin/node'));
  // The program: says that it runs, and does not listen for signals.
  writeFileSync(join(checkout, 'src/main/cli.ts'), "process.stdout.write('runs\\n'); setInterval(() => {}, 60_000);\n");
  writeFileSync(join(checkout, 'node_modules/electron-vite/bin/electron-vite.js'), "require('node:fs').mkdirSync('out', { recursive: true });\n");
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const marked = (): string => join(checkout, 'node_modules', '.package-lock.json');

const fifo = (): string => join(checkout, 'tools', 'go-on');

/** npm as a program that says when it begins and ends when it is told to. */
function slowNpm(): string {
  const npm = join(checkout, 'tools', 'npm');
  writeFileSync(npm, `#!/bin/sh\necho installing >&2\nread line <'${fifo()}'\ntouch '${marked()}'\n`);
  chmodSync(npm, 0o755);
  execFileSync('mkfifo', [fifo()]);
  return join(checkout, 'tools');
}

function command(args: readonly string[]): ChildProcess {
  const { npm_command: _, ...environment } = process.env;
  const env = { ...environment, PATH: `${slowNpm()}:${environment.PATH ?? ''}` };
  return spawn(process.execPath, [join(checkout, 'bin', 'guardpost.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

const codeOf = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
};

/** Reads on after the word: a program whose reader has gone could not speak any more. */
const says = (stream: NodeJS.ReadableStream | null, word: string): Promise<void> =>
  new Promise((heard) => {
    let text = '';
    stream?.on('data', (part) => {
      text += String(part);
      if (text.includes(word)) heard();
    });
  });

describe('the guardpost command that is told to stop', () => {
  it('ends with 0 once its set-up is done, and starts nothing', async () => {
    const child = command(['start']);
    let out = '';
    child.stdout?.on('data', (part) => (out += String(part)));
    await says(child.stderr, 'installing packages');
    child.kill('SIGTERM');
    await writeFile(fifo(), 'go on\n');
    expect(await codeOf(child)).toBe(0);
    expect(out).toBe('');
    expect(existsSync(marked())).toBe(true);
  });

  it.each([
    [['start'], 0],
    [['verify'], 130],
  ])('%j ends with %i when the program does not listen yet', async (args, code) => {
    writeFileSync(marked(), '{}');
    const child = command(args);
    await says(child.stdout, 'runs');
    child.kill('SIGTERM');
    expect(await codeOf(child)).toBe(code);
  });
});
