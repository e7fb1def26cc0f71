/** An installer at the readers, with the keyboard alone: looking, giving a key, changing an address, watching what passes, sending a file. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { devices } from '../../src/shared/i18n/en/devices.ts';
import { errors } from '../../src/shared/i18n/en/errors.ts';
import { readers } from '../../src/shared/i18n/en/readers.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems } from './in-page-checks.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

const tool = (page: Page) => page.getByRole('region', { name: readers.title, exact: true });
const button = (page: Page, name: string) => tool(page).getByRole('button', { name }).first();
const rows = (page: Page) => page.locator('main [role="option"]');

/** Users of the demo stand on the sign-in screen with their number keys. */
async function arrive(page: Page, number: '1' | '4', url = post.url): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
  await page.goto(url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await page.keyboard.press(number);
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.keyboard.press('F10');
  await expect(rows(page).filter({ hasText: 'Turnstile 1' })).toBeVisible();
}

/** As the installer, with the tools open at one of them. */
async function openTool(page: Page, number: '1' | '2' | '3' | '4' | '5', url = post.url): Promise<void> {
  await arrive(page, '4', url);
  await page.keyboard.press('t');
  await expect(button(page, readers.tab.find)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press(number);
  const tab = (['find', 'key', 'address', 'trace', 'file'] as const)[Number(number) - 1] ?? 'find';
  await expect(button(page, readers.tab[tab])).toHaveAttribute('aria-pressed', 'true');
  if (tab === 'trace') await expect(button(page, readers.trace.polls)).toBeVisible();
}

async function choose(page: Page, reader: string): Promise<void> {
  const choice = tool(page).getByLabel(readers.reader, { exact: true });
  await choice.focus();
  await choice.selectOption(reader);
  // Out of the field, so that the keys on the buttons work.
  await page.keyboard.press('Escape');
}

const logRow = (page: Page, text: string | RegExp) => rows(page).filter({ hasText: text }).first();

test('a guard sees how each reader speaks and how its line is, and no tools', async ({ page }) => {
  const complaints = collectComplaints(page);
  await arrive(page, '1');
  const turnstile = rows(page).filter({ hasText: 'Turnstile 1' });
  await expect(turnstile).toContainText(devices.secure.on);
  await expect(turnstile).toContainText(devices.line.good);
  await expect(rows(page).filter({ hasText: 'Annex door' })).toContainText(devices.secure.off);
  await expect(rows(page).first()).toContainText('Line simulated:bus1');
  await turnstile.click();
  await expect(page.locator('aside')).toContainText(devices.line.identity);
  await expect(page.locator('aside footer')).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: devices.title })).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a search finds the readers of a line one by one, can be stopped, and says who is in the configuration', async ({ page }) => {
  await openTool(page, '1');
  await tool(page).getByLabel(readers.find.addresses).fill('0-3, 100-126');
  await expect(tool(page)).toContainText(readers.find.paused);
  await page.keyboard.press('Enter');
  await expect(tool(page).getByRole('cell', { name: 'yes: Annex door' })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(tool(page)).toContainText(readers.stopped);
  await expect(tool(page).getByRole('row')).toHaveCount(5);
  await page.keyboard.press('n');
  await expect(tool(page).getByLabel(readers.find.addresses)).toHaveValue('0-3, 100-126');
  await page.keyboard.press('Escape');
  await expect(rows(page).filter({ hasText: 'Turnstile 1' })).toContainText(devices.state.online);
});

test('a reader gets a key of its own, and the day log says who gave it', async ({ page }) => {
  const complaints = collectComplaints(page);
  await openTool(page, '2');
  await choose(page, 'annex-door');
  await expect(tool(page)).toContainText(readers.state.key.none);
  await page.keyboard.press('g');
  await expect(tool(page)).toContainText('Annex door has a key of its own', { timeout: 20_000 });
  await expect(tool(page)).toContainText(readers.state.key.stored);
  await expect(tool(page)).toContainText(readers.key.clearReader);
  await page.keyboard.press('Escape');
  await expect(rows(page).filter({ hasText: 'Annex door' })).toContainText(devices.secure.on);
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(logRow(page, 'works on annex-door: set up a key')).toBeVisible();
  await expect(logRow(page, 'Reader annex-door has a new key')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a reader that has a key gets a new one without going out of service', async ({ page }) => {
  await openTool(page, '2');
  await choose(page, 'store-door');
  await expect(tool(page)).toContainText(readers.key.replace);
  await page.keyboard.press('g');
  await expect(tool(page)).toContainText('Store door has a key of its own', { timeout: 20_000 });
  await expect(tool(page)).toContainText(`${readers.state.online} · ${readers.state.secure}`);
});

test('a reader takes another address, and what must stand in the file is shown', async ({ page }) => {
  await openTool(page, '3');
  await choose(page, 'turnstile-2');
  const address = tool(page).getByLabel(readers.address.address);
  await address.fill('2');
  await expect(tool(page)).toContainText('Store door has this address.');
  await address.fill('9');
  await page.keyboard.press('Enter');
  await expect(tool(page)).toContainText('The reader answers at address 9, 38400 bit/s.');
  await expect(tool(page).locator('pre')).toContainText('{ id: turnstile-2, address: 9 }');
  await expect(tool(page)).toContainText('address 9 on simulated:bus1 · online · secure', { timeout: 15_000 });
  await address.fill('1');
  await page.keyboard.press('Enter');
  await expect(tool(page)).toContainText('The reader answers at address 1, 38400 bit/s.');
});

test('Enter begins what its button says, also where no field has the focus, and the focus is never lost between tools', async ({ page }) => {
  await openTool(page, '1');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, readers.stop)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tool(page)).toContainText(readers.stopped);
  await page.keyboard.press('2');
  await expect(tool(page)).toContainText(readers.key.prepare);
  await expect(page.locator('body')).not.toBeFocused();
  await button(page, readers.tab.trace).focus();
  await page.keyboard.press('Enter');
  await expect(button(page, readers.trace.polls)).toBeVisible();
  await expect(page.locator('body')).not.toBeFocused();
});

test('a tool that may not begin says so where it is seen, and who unlocks the seat is back at it', async ({ page, browser }) => {
  const other = await browser.newPage();
  await openTool(other, '1');
  await tool(other).getByLabel(readers.find.addresses).fill('0-126');
  await other.keyboard.press('Enter');
  await expect(button(other, readers.stop)).toBeVisible();
  await openTool(page, '2');
  await choose(page, 'turnstile-2');
  await page.keyboard.press('g');
  const failure = tool(page).getByRole('alert');
  await expect(failure).toContainText(readers.rule.busy);
  await expect(failure).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('4');
  await expect(tool(page)).toContainText(devices.cause.serviced);
  await page.keyboard.press('2');
  await page.keyboard.press('Control+l');
  await expect(page.locator('input[type="password"]')).toBeFocused();
  await page.keyboard.type('444444', { delay: 50 });
  await page.keyboard.press('Enter');
  await expect(button(page, readers.tab.key)).toHaveAttribute('aria-pressed', 'true');
  await expect(tool(page).getByLabel(readers.reader, { exact: true })).toHaveValue('turnstile-2');
  // A search ends with the screen it was begun on.
  await other.keyboard.press('F2');
  await expect(tool(page)).toContainText(readers.state.online, { timeout: 20_000 });
  await other.close();
});

test('a frame that somebody reads stays, however many pass, and goes when another trace begins', async ({ page }) => {
  await openTool(page, '4');
  await page.keyboard.press('h');
  const poll = rows(page).filter({ hasText: 'POLL' });
  await poll.first().click();
  const pane = page.locator('aside');
  const read = await pane.textContent();
  const first = await rows(page).first().textContent();
  // Of polls only the newest 1,000 are kept.
  await expect(tool(page).getByText(/^1[3-9]\d\d frames/)).toBeVisible({ timeout: 40_000 });
  expect(await pane.textContent()).toBe(read);
  expect(await rows(page).first().textContent()).toBe(first);
  await page.keyboard.press('u');
  await expect(page.getByRole('alert')).toContainText(readers.trace.unmaskText);
  await page.keyboard.press('y');
  await expect(tool(page)).toContainText(readers.trace.unmasked);
  await expect(pane).toBeHidden();
});

test('a trace shows frames as they pass, hides secrets until asked, stops when paused, and is saved', async ({ page }) => {
  const complaints = collectComplaints(page);
  await openTool(page, '4');
  await page.keyboard.press('h');
  await expect(rows(page).filter({ hasText: 'POLL' }).first()).toBeVisible();
  await page.keyboard.press('p');
  await expect(tool(page)).toContainText(readers.trace.paused);
  const first = await rows(page).first().textContent();
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('j');
  const saved = await downloading;
  expect(saved.suggestedFilename()).toMatch(/^bus1-.*\.osdpcap$/);
  const lines = readFileSync(await saved.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines.length).toBeGreaterThan(3);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ osdpTraceVersion: '1', data: expect.stringMatching(/^53-/) });
  expect(await rows(page).first().textContent()).toBe(first);
  await page.keyboard.press('u');
  await expect(page.getByRole('alert')).toContainText(readers.trace.unmaskText);
  await page.keyboard.press('y');
  await expect(tool(page)).toContainText(readers.trace.unmasked);
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(logRow(page, 'works on bus1: watch card numbers and PINs')).toBeVisible();
  await expect(logRow(page, 'works on bus1: save a trace')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a post that goes while a trace runs is called what it is', async ({ page }) => {
  const own = await startPost(['--demo']);
  await openTool(page, '4', own.url);
  await page.keyboard.press('h');
  await expect(rows(page).first()).toBeVisible();
  await own.stop();
  await expect(tool(page).getByRole('alert')).toContainText(errors.connectionBroke);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a recording is opened, and its key opens what is encrypted in it', async ({ page }) => {
  await openTool(page, '4');
  await tool(page).locator('input[type="file"]').setInputFiles('tests/fixtures/osdp/scbk-session.osdpcap');
  await expect(tool(page)).toContainText('encrypted with a key that is not known here');
  await tool(page).getByLabel(readers.trace.keyTitle).fill('000102030405060708090A0B0C0D0E0F');
  await page.keyboard.press('Enter');
  await expect(tool(page)).not.toContainText('encrypted with a key that is not known here');
  await expect(page.locator('main [role="listbox"]')).toBeFocused();
  await page.keyboard.press('h');
  await page.keyboard.press('End');
  await expect(rows(page).filter({ hasText: 'KEYPAD' })).toContainText('keys ··');
  await page.keyboard.press('l');
  await expect(button(page, readers.trace.pause)).toBeVisible();
});

test('what is no recording is refused with the line to blame, and the trace goes on', async ({ page }) => {
  await openTool(page, '4');
  await tool(page)
    .locator('input[type="file"]')
    .setInputFiles({ name: 'x.osdpcap', mimeType: 'text/plain', buffer: Buffer.from('hello\n') });
  await expect(page.getByText('Line 1 is no part of a recording.')).toBeVisible();
  await expect(button(page, readers.trace.pause)).toBeVisible();
});

test('a file goes to a reader', async ({ page }) => {
  await openTool(page, '5');
  await choose(page, 'turnstile-1');
  await tool(page)
    .locator('input[type="file"]')
    .setInputFiles({ name: 'firmware.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(700, 7) });
  await expect(tool(page)).toContainText('firmware.bin, 0.7 kB');
  await page.keyboard.press('g');
  await expect(tool(page)).toContainText(readers.file.done, { timeout: 20_000 });
});
