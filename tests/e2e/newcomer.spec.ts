/** A newcomer's first minutes, on a real post started as its README says, with the keyboard alone. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { log } from '../../src/shared/i18n/en/log.ts';
import { visitors } from '../../src/shared/i18n/en/visitors.ts';
import { guardpost, type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

/** The demo's sign-in screen: a number key picks who one is. 1 guard, 2 operator, 3 lead, 4 installer. */
async function enterAs(page: Page, key: string): Promise<void> {
  await page.goto(post.url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

test('a guard sees cards come by with a decision in words', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enterAs(page, '1');
  await page.keyboard.press('F4');
  const rows = page.getByRole('listbox').getByRole('option');
  await expect(rows.first()).toBeVisible({ timeout: 30_000 });
  await expect(rows.first()).toContainText(/Granted|Denied/);
  expect(complaints()).toEqual([]);
});

test('an operator acknowledges an alarm with two keys, and the day log says so', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enterAs(page, '2');
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: alarms.title })).toBeVisible();
  await expect(page.getByRole('option').filter({ hasText: 'Intrusion' }).first()).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('a');
  // A person's keys are further apart than a scanner's; the question stands there before the number key comes.
  await expect(page.getByText(/^Acknowledge .*why\?$/)).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText(/^Acknowledged: /)).toBeVisible();
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(
    page
      .getByRole('option')
      .filter({ hasText: /Omar acknowledged alarm/ })
      .first(),
  ).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a guard registers a visitor by keyboard, and signs her out by her badge', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enterAs(page, '1');
  await page.keyboard.press('F2');
  const box = page.getByRole('combobox', { name: visitors.box.label });
  await expect(box).toBeFocused();
  await page.keyboard.type('Rosa Marchetti', { delay: 60 });
  await expect(page.getByText(/Register “Rosa Marchetti” as a new visitor/)).toBeVisible();
  await page.keyboard.press('Enter');
  const host = page.getByLabel(visitors.form.host);
  await expect(page.getByLabel(visitors.form.name, { exact: true })).toHaveValue('Rosa Marchetti');
  await host.focus();
  await page.keyboard.type('noo', { delay: 60 });
  await expect(page.getByRole('option').filter({ hasText: 'Noor Haddad' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  const done = page.getByText(/Badge (\d+) for Rosa Marchetti/).first();
  await expect(done).toBeVisible();
  const badge = /Badge (\d+)/.exec((await done.textContent()) ?? '')?.[1] ?? '';
  await expect(box).toBeFocused();
  await page.keyboard.type(badge, { delay: 60 });
  await expect(page.getByText(new RegExp(`Sign out Rosa Marchetti · badge ${badge}`))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Rosa Marchetti is signed out/).first()).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a lead writes a note, amends it, exports the day log, and the export verifies with no console', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enterAs(page, '3');
  await page.keyboard.press('F5');
  await expect(page.getByRole('textbox', { name: log.note.label, exact: true })).toBeFocused();
  await page.keyboard.type('Barrier arm was bent at 14:10', { delay: 40 });
  await page.keyboard.press('Enter');
  const row = page.getByRole('option').filter({ hasText: 'Barrier arm was bent at 14:10' }).first();
  await expect(row).toBeVisible();
  await row.click();
  await page.getByRole('button', { name: new RegExp(log.amend.open) }).click();
  await page.getByLabel(log.amend.text, { exact: true }).fill('Barrier arm was bent at 14:20');
  await page.keyboard.press('Enter');
  await page.keyboard.press('3');
  await expect(page.locator('del, s').filter({ hasText: 'Barrier arm was bent at 14:10' }).first()).toBeVisible();
  await expect(page.getByText('Barrier arm was bent at 14:20').first()).toBeVisible();

  const folder = mkdtempSync(join(tmpdir(), 'guardpost-e2e-'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: new RegExp(log.export.jsonl) }).click();
  const file = join(folder, 'log.jsonl');
  await (await download).saveAs(file);
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { seq: number; kind: string; payload: Record<string, unknown> });
  expect(rows.map((r) => r.seq)).toEqual(rows.map((_, i) => i + 1));
  const written = rows.find((r) => r.kind === 'note.written');
  expect(rows.find((r) => r.kind === 'note.amended')?.payload).toMatchObject({
    amends: written?.seq,
    text: 'Barrier arm was bent at 14:20',
    reason: 'time',
  });
  const verified = await guardpost(['verify', file]);
  expect(verified.stdout).toContain('OK');
  expect(verified.code).toBe(0);
  rmSync(folder, { recursive: true });
  expect(complaints()).toEqual([]);
});

test('the language changes in place, on the same screen', async ({ page }) => {
  await enterAs(page, '1');
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: alarms.title })).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('heading', { name: '报警' })).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('heading', { name: alarms.title })).toBeVisible();
});
