/** People and reasons, as a lead meets them: an account that was locked by wrong tries, and a reason that each reads in their language. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { common } from '../../src/shared/i18n/en/common.ts';
import { errors } from '../../src/shared/i18n/en/errors.ts';
import { log } from '../../src/shared/i18n/en/log.ts';
import { session } from '../../src/shared/i18n/en/session.ts';
import { settings } from '../../src/shared/i18n/en/settings.ts';
import { visitors } from '../../src/shared/i18n/en/visitors.ts';
import { watch } from '../../src/shared/i18n/en/watch.ts';
import { gate as zhGate } from '../../src/shared/i18n/zh/gate.ts';
import { guardpost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

const guard = { name: 'Ana', pin: '246802' } as const;
const yaml = 'post: { site: Plant 1, name: North gate }\nbroker: { port: 0 }\n';

let own: OwnPost;
test.beforeAll(async () => {
  own = await startOwnPost({ yaml, cards: ['em4100,,0C000621A5,Noor Haddad,Laboratory,,,active'] });
  await guardpost(['user', 'add', '--data', own.data, '--name', guard.name, '--role', 'guard', '--pin', guard.pin]);
});
test.afterAll(async () => {
  expect(await own.stop()).toBe(0);
});

/** On the sign-in screen. */
async function trySignIn(page: Page, who: { readonly name: string; readonly pin: string }): Promise<void> {
  await page.getByLabel(session.signIn.name, { exact: true }).fill(who.name);
  await page.getByLabel(session.signIn.secret, { exact: true }).fill(who.pin);
  await page.keyboard.press('Enter');
}

async function signInAsLead(page: Page): Promise<void> {
  await page.goto(own.post.url);
  await trySignIn(page, lead);
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** As ten wrong tries leave it; making them takes half a minute of waiting. */
function lockAccount(): void {
  const db = new Database(join(own.data, 'guardpost.db'));
  db.prepare('UPDATE user SET failedTries = 10, lockedAtUtcMs = ? WHERE name = ?').run(Date.now(), guard.name);
  db.close();
}

test('a guard whose account is locked is told who unlocks it, and a lead does so with one key', async ({ page }) => {
  const complaints = collectComplaints(page);
  lockAccount();
  await page.goto(own.post.url);
  await trySignIn(page, guard);
  await expect(page.getByRole('alert').filter({ hasText: errors.ACCOUNT_LOCKED })).toBeVisible();

  await signInAsLead(page);
  await page.keyboard.press('Control+,');
  await page.keyboard.press('2');
  await expect(page.getByText(settings.people.locked)).toBeVisible();
  expect(await layoutProblems(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('u');
  await expect(page.getByText(settings.people.unlocked.replace('{{name}}', guard.name))).toBeVisible();
  await expect(page.getByText(settings.people.locked)).toBeHidden();
  await page.keyboard.press('F5');
  await expect(page.getByRole('option').filter({ hasText: `${lead.name} unlocked the account of ${guard.name}` })).toBeVisible();

  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: session.locked.other }).click();
  await trySignIn(page, guard);
  await expect(page.getByRole('navigation')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a card is blocked with a reason by number key, which the next reader has in Chinese; “other” asks for words', async ({ page }) => {
  const complaints = collectComplaints(page);
  await signInAsLead(page);
  await page.keyboard.press('Control+,');
  await page.keyboard.press('3');
  await page.getByLabel(settings.cards.find, { exact: true }).fill('Haddad');
  await page.getByRole('button', { name: settings.cards.status.blocked }).click();
  await expect(page.getByText(settings.cards.why)).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('left the company')).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.getByText(zhGate.status.reasons.left)).toBeVisible();
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option').filter({ hasText: zhGate.status.reasons.left })).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('heading', { name: log.title })).toBeVisible();

  await page.keyboard.press('Control+,');
  await page.keyboard.press('3');
  await page.getByLabel(settings.cards.find, { exact: true }).fill('Haddad');
  await page.getByRole('button', { name: settings.cards.status.active }).click();
  await expect(page.getByText(settings.cards.why)).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.locator('input:focus')).toHaveCount(1);
  expect(await layoutProblems(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.type('came back', { delay: 40 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('other (came back)')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('words for a reason stay where they were typed while the post can’t be reached, and are given when it is back', async ({ page }) => {
  let away = false;
  let hangUp = (): void => undefined;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (away) return void socket.close();
    socket.connectToServer();
    hangUp = () => void socket.close();
  });
  await signInAsLead(page);
  await page.keyboard.press('Control+,');
  await page.keyboard.press('3');
  await page.getByLabel(settings.cards.find, { exact: true }).fill('Haddad');
  await page.getByRole('button', { name: settings.cards.status.lost }).click();
  await page.keyboard.press('4');
  const words = page.getByLabel(common.why.words, { exact: true });
  await expect(words).toBeFocused();
  away = true;
  hangUp();
  await page.keyboard.type('left in a taxi', { delay: 40 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: errors.connectionLost })).toBeVisible();
  await expect(words).toHaveValue('left in a taxi');
  away = false;
  await expect(page.getByText(watch.connection.lost)).toBeHidden();
  await words.press('Enter');
  await expect(page.getByText('other (left in a taxi)')).toBeVisible();
});

test('a computer without a network goes on asking its post: the list of people comes all the same', async ({ page }) => {
  await signInAsLead(page);
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await page.keyboard.press('Control+,');
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: settings.part.people }).getByText(guard.name, { exact: true })).toBeVisible();
});

test('a restart that a broken file refused is not told any more once the settings were saved again', async ({ page }) => {
  const file = join(own.data, 'guardpost.yaml');
  await signInAsLead(page);
  await page.keyboard.press('Control+,');
  await page.keyboard.press('1');
  await page.getByLabel(settings.post.site, { exact: true }).fill('Plant 2');
  await page.keyboard.press('Enter');
  const restart = page.getByRole('button', { name: settings.post.restart });
  await expect(restart).toBeVisible();
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, `${whole}\ndoors: [\n`);
  await restart.press('Enter');
  await expect(page.getByText(settings.post.notRestarted)).toBeVisible();
  await expect(page.getByRole('alert').getByRole('listitem')).toBeInViewport({ ratio: 0.9 });
  writeFileSync(file, whole);
  await page.getByLabel(settings.post.site, { exact: true }).press('Enter');
  await expect(page.getByText(settings.post.notRestarted)).toBeHidden();
  await expect(restart).toBeVisible();
});

test('a lead who gives another reason for a banned visitor is in the form again: what is typed next is text, not keys', async ({ page }) => {
  const { ban, banList, form } = visitors;
  await signInAsLead(page);
  await page.keyboard.press('F9');
  await page.keyboard.press('4');
  await page.getByRole('button', { name: banList.add }).click();
  await page.getByLabel(form.name, { exact: true }).fill('Max Bann');
  await page.getByLabel(banList.sayText, { exact: true }).fill('Please wait outside.');
  await page.getByRole('button', { name: banList.save }).click();
  await page.keyboard.press('F2');
  await expect(page.locator('[data-focus-target="box"]')).toBeFocused();
  await page.keyboard.type('Max Bann', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Please wait outside.')).toBeVisible();
  const host = page.getByLabel(form.host, { exact: true });
  for (const reason of ['1', '3']) {
    await page.keyboard.press('Control+o');
    await expect(page.getByText(ban.overrideReason)).toBeVisible();
    await page.keyboard.press(reason);
    await expect(page.getByText(ban.overrideReason)).toBeHidden();
    await expect(host).toBeFocused();
  }
  await page.keyboard.type('Sat', { delay: 60 });
  await expect(host).toHaveValue('Sat');
});
