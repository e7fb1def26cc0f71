#!/usr/bin/env node
/** `npm test`: sets up all that the checks need on a fresh machine, runs every check, ends with `N passed, N failed`. Only `node:*` here. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureReady, pinnedEnv, pinnedNode, root, say } from './setup.mjs';
import { ensureTools } from './tools.mjs';

const reports = join(root, 'tmp', 'reports');
const bin = (...parts) => join(root, 'node_modules', ...parts);
const tsc = bin('typescript', 'bin', 'tsc');

/** Each check in turn. `count`: reads the numbers from its report; without one a check is one, passed or failed. */
const checks = [
  { name: 'lint', run: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types of main', run: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types of the pure rooms', run: [tsc, '-p', 'tsconfig.pure.json'] },
  { name: 'types of the page', run: [tsc, '-p', 'tsconfig.renderer.json'] },
  { name: 'types of the page tests', run: [tsc, '-p', 'tsconfig.pages.json'] },
  { name: 'who imports whom', run: [bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.mjs'] },
  { name: 'nothing unused', run: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
  {
    name: 'unit, integration, contract, fault',
    run: [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'vitest.json')}`],
    count: () => countVitest(readReport('vitest.json')),
  },
  {
    name: 'end to end',
    run: [bin('@playwright', 'test', 'cli.js'), 'test'],
    env: { GUARDPOST_REPORT: join(reports, 'playwright.json') },
    count: () => countPlaywright(readReport('playwright.json')),
  },
];

const readReport = (name) => JSON.parse(readFileSync(join(reports, name), 'utf8'));

/** A file that could not even be loaded has no tests in it: it counts as one failed. */
function countVitest(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + report.numTodoTests };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

function runCheck({ name, run, env = {}, count }) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(pinnedNode, run, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...pinnedEnv(), ...env } });
  const whole = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!count) return whole;
  try {
    const counted = count();
    if (counted.skipped > 0) process.stdout.write(`${name}: ${counted.skipped} skipped\n`);
    // On a guard's own machine a test that needs root may be left out; in CI a test that did not run is a test that failed.
    if (process.env.CI && counted.skipped > 0) return { passed: counted.passed, failed: counted.failed + counted.skipped };
    // Failed without a failed test (an error between the tests) must not pass, and no test at all is no success.
    const silent = (status !== 0 && counted.failed === 0) || counted.passed + counted.failed === 0 ? 1 : 0;
    return { passed: counted.passed, failed: counted.failed + silent };
  } catch (error) {
    process.stdout.write(`${name}: no report (${error.message})\n`);
    return { passed: 0, failed: 1 };
  }
}

async function test() {
  await ensureReady({ build: true });
  await ensureTools();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const failed = [];
  for (const check of checks) {
    const result = runCheck(check);
    total.passed += result.passed;
    total.failed += result.failed;
    if (result.failed > 0) failed.push(check.name);
  }
  process.stdout.write(`\n${failed.length > 0 ? `failed: ${failed.join(', ')}\n` : ''}${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

if (process.argv[2] !== 'test') {
  say('usage: node bin/bootstrap.mjs test');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await test();
  } catch (error) {
    say(error.message);
    process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  }
}
