/** Scanners that type, whatever has the focus: what they type is a scan, never a note, and no payment card goes anywhere. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { visitors } from '../../src/shared/i18n/en/visitors.ts';
import { watch } from '../../src/shared/i18n/en/watch.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

const box = (page: Page): Locator => page.getByRole('combobox', { name: visitors.box.label });
const note = (page: Page): Locator => page.locator('[data-focus-target="note"]');

/** Signed in as the guard, with half a note written and the focus in it. */
async function writingNote(page: Page): Promise<void> {
  await page.goto(post.url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.keyboard.press('F5');
  await note(page).fill('Lorry at');
  await expect(note(page)).toBeFocused();
}

async function noteIsAsItWas(page: Page): Promise<void> {
  await page.keyboard.press('F5');
  await expect(note(page)).toHaveValue('Lorry at');
}

/** Keys as fast as a scanner's, whatever else this computer does; they write into the field as a keyboard's do. */
async function typeFast(page: Page, text: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      const field = document.activeElement as HTMLTextAreaElement;
      const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
      const startedAtMs = performance.now();
      for (const [at, key] of keys.entries()) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        // When the key was pressed, as the system says it: however long the page takes over each, a scanner takes 5 ms.
        Object.defineProperty(event, 'timeStamp', { value: startedAtMs + at * 5 });
        const goesOn = field.dispatchEvent(event);
        if (!goesOn || key.length > 1) continue;
        write?.call(field, field.value + key);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    [...text, 'Enter'],
  );
}

test('a code typed at a scanner’s speed into a note goes to the box without its symbology, and the note stays', async ({ page }) => {
  const complaints = collectComplaints(page);
  await writingNote(page);
  await typeFast(page, ']Q1NOBODY-4711');
  await expect(box(page)).toHaveValue('NOBODY-4711');
  await noteIsAsItWas(page);
  expect(complaints()).toEqual([]);
});

test('a slow scanner that sends STX first is one all the same, and Ctrl+B alone still changes the brightness', async ({ page }) => {
  const complaints = collectComplaints(page);
  await writingNote(page);
  await page.evaluate(() => {
    const keydown = (key: string, ctrlKey: boolean) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
    keydown('b', true);
    keydown('n', false);
  });
  // Slower than any scanner that is told by its speed.
  await page.keyboard.type('-42', { delay: 120 });
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('n-42');
  await noteIsAsItWas(page);
  const brightness = page.getByRole('button', { name: new RegExp(`^${watch.brightness}: \\d+ %`) });
  const before = await brightness.getAttribute('aria-label');
  await page.keyboard.press('Control+b');
  await expect(brightness).not.toHaveAttribute('aria-label', before ?? '');
  expect(complaints()).toEqual([]);
});

test('a payment card at a stripe reader that types is refused in words and goes nowhere', async ({ page }) => {
  const complaints = collectComplaints(page);
  const sent: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  await writingNote(page);
  await typeFast(page, '%B4111111111111111^DOE/J^3001?;4111111111111111=3001?');
  await expect(page.getByText(watch.bankCard)).toBeVisible();
  await noteIsAsItWas(page);
  // The half note was told, so what is sent is seen here.
  expect(sent).not.toEqual([]);
  expect(sent.join('')).not.toContain('4111');
  expect(complaints()).toEqual([]);
});
