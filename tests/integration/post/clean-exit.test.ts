/** A post that was stopped leaves no timer and no handle: its process ends by itself. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../../fixtures/process.ts';

const node = resolve(import.meta.dirname, '../../../node_modules/.bin/node');

describe('a process that stops its post', () => {
  it('ends by itself, without being told to', async () => {
    const running = await startProgram(node, [resolve(import.meta.dirname, 'start-and-stop.ts')], { ready: /^stopped$/ });
    const code = running.child.exitCode ?? (await new Promise((done) => running.child.once('exit', done)));
    expect(code).toBe(0);
  });
});
