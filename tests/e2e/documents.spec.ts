/** Identity documents on their way into a registration: from a scanner of the post, from a scanner that types, and pasted. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { encodeMrz } from '../../src/main/devices/readers/mrz/encode.ts';
import { visitors } from '../../src/shared/i18n/en/visitors.ts';
import { visitors as zhVisitors } from '../../src/shared/i18n/zh/visitors.ts';
import { passportLines, specimens } from '../fixtures/mrz.ts';
import { openPty, type PtyPair } from '../fixtures/pty.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

let own: OwnPost;
let scanner: PtyPair;
test.beforeAll(async () => {
  scanner = await openPty();
  const reader = `{ id: desk, name: Desk scanner, path: ${scanner.near}, protocol: mrz }`;
  own = await startOwnPost({ yaml: `post: { site: Plant 1, name: North gate }\nbroker: { port: 0 }\nreaders:\n  - ${reader}\n` });
});
test.afterAll(async () => {
  expect(await own.stop()).toBe(0);
  await scanner.unplug();
});

const box = (page: Page): Locator => page.getByRole('combobox', { name: visitors.box.label });
const name = (page: Page): Locator => page.getByLabel(visitors.form.name, { exact: true });
const offer = (page: Page): Locator => page.getByText(visitors.scan.offered.replace('{{reader}}', 'Desk scanner'));
const hold = (lines: readonly string[]): void => scanner.send(encodeMrz(lines));

async function enter(page: Page): Promise<void> {
  await page.goto(own.post.url);
  await signIn(page, lead.name, lead.pin);
  await expect(page.getByText('Readers 1/1')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(box(page)).toBeFocused();
}

async function finish(page: Page): Promise<void> {
  await page.getByLabel(visitors.form.host).focus();
  await page.keyboard.type('Noor', { delay: 50 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
}

test('a passport held to the scanner opens a registration, and the next time the person is known', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enter(page);
  hold(passportLines({ number: 'AB1000001' }));
  await expect(name(page)).toHaveValue('ANNA ERIKSSON');
  await expect(page.locator('[data-field="documentNumber"]')).toHaveValue('AB1000001');
  await expect(page.locator('[data-field="organisation"]')).toBeFocused();
  await expect(offer(page)).toBeHidden();
  expect(await layoutProblems(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  await finish(page);
  await expect(page.getByText(/Badge 1 for ANNA ERIKSSON/).first()).toBeVisible();

  // The same document while the visitor is inside: the box offers to sign out.
  await box(page).fill(passportLines({ number: 'AB1000001' }).join(''));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Sign out ANNA ERIKSSON · badge 1/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/ANNA ERIKSSON is signed out/).first()).toBeVisible();

  await box(page).fill(passportLines({ number: 'AB1000001' }).join(''));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: visitors.form.returningTitle })).toBeVisible();
  await expect(page.getByLabel(visitors.form.host)).toHaveValue('Noor');
  await page.keyboard.press('Escape');
  expect(complaints()).toEqual([]);
});

test('who is typing keeps the focus: the document waits for a key, and the half-done registration is parked', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enter(page);
  await page.keyboard.type('Bo Lind', { delay: 50 });
  await page.keyboard.press('Enter');
  const organisation = page.locator('[data-field="organisation"]');
  await expect(organisation).toBeFocused();
  await page.keyboard.type('Ac', { delay: 50 });
  hold(passportLines({ number: 'AB1000002', name: 'LARSEN<<KIM', expiry: '240101' }));
  await expect(offer(page)).toBeVisible();
  await page.keyboard.type('me', { delay: 50 });
  await expect(organisation).toHaveValue('Acme');
  await expect(name(page)).toHaveValue('Bo Lind');
  expect(await layoutProblems(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Control+i');
  await expect(name(page)).toHaveValue('KIM LARSEN');
  await expect(page.getByText(visitors.scan.expired.replace('{{date}}', '2024-01-01'))).toBeVisible();
  await expect(offer(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /Bo Lind, parked/ })).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('two seats are both told, and the one that takes it has it', async ({ page, browser }) => {
  const complaints = collectComplaints(page);
  await enter(page);
  const second = await browser.newPage();
  await enter(second);
  await second.keyboard.press('F5');
  hold(passportLines({ number: 'AB1000003', name: 'VOSS<<INGA' }));
  await expect(offer(page)).toBeVisible();
  await expect(offer(second)).toBeVisible();
  await second.keyboard.press('Control+i');
  await expect(name(second)).toHaveValue('INGA VOSS');
  await expect(second.locator('[data-field="organisation"]')).toBeFocused();
  await expect(offer(page)).toBeHidden();
  await expect(page.getByText('INGA VOSS')).toBeHidden();
  await second.close();
  expect(complaints()).toEqual([]);
});

test('a document that can not be read is told with what was wrong, in both languages', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enter(page);
  const field = visitors.scan.field.number;
  hold(specimens.TD3.map((line) => line.replace('L898902C3', 'L898902D3')));
  await expect(page.getByText(visitors.scan.why.checkDigit.replace('{{field}}', field))).toBeVisible();
  await page.keyboard.press('Control+g');
  hold(specimens.TD1.map((line) => line.replace('740812', '740813')));
  await expect(page.getByText(zhVisitors.scan.why.checkDigit.replace('{{field}}', zhVisitors.scan.field.birthDate))).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(box(page)).toBeFocused();
  expect(complaints()).toEqual([]);
});

test('a pasted zone is read like a scanned one, and goes nowhere as a search', async ({ page }) => {
  const complaints = collectComplaints(page);
  const sent: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
  await enter(page);
  await box(page).fill(specimens.TD1.join('').toLowerCase());
  await expect(page.getByText(visitors.box.documentOf.replace('{{name}}', 'ANNA MARIA ERIKSSON'))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="documentNumber"]')).toHaveValue('D23145890');
  await page.keyboard.press('Escape');
  await box(page).fill(specimens.TD2.join('').replace('D23145890', 'D23145891'));
  await expect(page.getByText(visitors.scan.why.checkDigit.replace('{{field}}', visitors.scan.field.number))).toBeVisible();
  expect(sent.join('')).toContain('"D23145890"');
  expect(sent.filter((frame) => /guess|I<UTO/i.test(frame))).toEqual([]);
  expect(complaints()).toEqual([]);
});

/** Keys as fast as a scanner's, whatever else this computer does. */
async function typeAsScanner(page: Page, lines: readonly string[]): Promise<void> {
  await page.evaluate(
    (keys) => {
      const target = document.activeElement ?? document.body;
      for (const key of keys) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    lines.flatMap((line) => [...line, 'Enter']),
  );
}

test('a scanner that types lines with Enter between them is one scan, on any screen', async ({ page }) => {
  const complaints = collectComplaints(page);
  await enter(page);
  await page.keyboard.press('F5');
  await expect(page.locator('[data-focus-target="note"]')).toBeFocused();
  await typeAsScanner(page, passportLines({ number: 'AB1000004', name: 'OKAFOR<<CHIDI' }));
  await expect(name(page)).toHaveValue('CHIDI OKAFOR');
  await expect(page.locator('[data-field="organisation"]')).toBeFocused();
  expect(complaints()).toEqual([]);
});
