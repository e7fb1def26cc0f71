/** The built console end to end: real Electron where its binary is here, else the stand-in with a real Chromium. */
import { expect, test } from '@playwright/test';
import { gate } from '../../../src/shared/i18n/en/gate.ts';
import { signIn } from '../../fixtures/sign-in.ts';
import { type Console, startConsole } from './launch.ts';

// One console, used by one person from test to test.
test.describe.configure({ mode: 'serial' });

let console_: Console;
const violations: string[] = [];

test.beforeAll(async () => {
  console_ = await startConsole(['--demo', '--port', '0']);
  console_.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
});
test.afterAll(async () => {
  expect(await console_.stop()).toBe(0);
});

test('a guard signs in over the message port and sees a simulated card come by', async () => {
  const { page } = console_;
  expect(await page.evaluate(() => Reflect.get(window, 'guardpost')?.host)).toBe('electron');
  await signIn(page, 'Ana', '111111');
  const decision = new RegExp(`${gate.decision.granted}|${gate.decision.denied}`);
  await expect(page.getByText(decision).first()).toBeVisible({ timeout: 30_000 });
});

test('the page has nothing of Node and breaks no rule of its policy', async () => {
  const { page } = console_;
  const seen = await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window));
  expect(seen).toEqual([]);
  expect(violations).toEqual([]);
});

test('the page can not be led elsewhere, nor open a window', async () => {
  const { page } = console_;
  const before = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://example.invalid/';
  });
  await expect.poll(() => page.url()).toBe(before);
  const opened = await page.evaluate(() => window.open('https://example.invalid/') === null);
  if (console_.real) expect(opened).toBe(true);
  await expect.poll(() => page.context().pages().length).toBe(1);
});

test('a reload keeps the session of this window', async () => {
  const { page } = console_;
  await page.reload();
  await expect(page.getByRole('navigation')).toBeVisible();
});
