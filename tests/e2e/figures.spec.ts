/** Around the alarms, with the keyboard alone: figures and from them a fault report, the site plan, and faults to their end. */
import { expect, type Page, test } from '@playwright/test';
import { faults } from '../../src/shared/i18n/en/faults.ts';
import { figures } from '../../src/shared/i18n/en/figures.ts';
import { plan } from '../../src/shared/i18n/en/plan.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';

// Without motion waiting alarms stand still, so that every run sees the same screen.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

let post: PostProcess;
test.beforeEach(async () => {
  post = await startPost(['--demo']);
});
test.afterEach(async () => {
  expect(await post.stop()).toBe(0);
});

const rows = (page: Page) => page.locator('main [role="option"]');
const screen = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true }).first();

async function arrive(page: Page, number: '2' | '3'): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
  await page.goto(post.url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await page.keyboard.press(number);
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** By what can be typed from anywhere. */
async function find(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(title, { delay: 50 });
  await page.keyboard.press('Enter');
  await expect(screen(page, title)).toBeVisible();
}

/** One pixel of grey. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

async function problemsOf(page: Page, name: string): Promise<string[]> {
  return [...(await layoutProblems(page, 'main')), ...(await accessibilityProblems(page))].map((problem) => `${name}: ${problem}`);
}

test('the figures tell how it stands in words and as tables, for each span', async ({ page }) => {
  const complaints = collectComplaints(page);
  await arrive(page, '2');
  await page.keyboard.press('F3');
  await expect(rows(page).first()).toBeVisible();
  await find(page, figures.title);
  const rate = screen(page, figures.rate.title);
  await expect(rate).toContainText(figures.grade.good);
  await expect(rate.locator('.recharts-surface')).toBeVisible();
  await expect(rate.getByRole('table')).toContainText(figures.rate.count);
  const problems = await problemsOf(page, 'shift');
  for (const [key, words] of [
    ['2', figures.span.day],
    ['3', figures.span.week],
    ['4', figures.span.month],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.locator('main').getByRole('button', { name: words })).toHaveAttribute('aria-pressed', 'true');
    await expect(rate).toBeVisible();
  }
  problems.push(...(await problemsOf(page, 'month')));
  expect(problems).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Alarms', exact: true }).first()).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a fault goes from a report by hand to repaired, and is verified by somebody else', async ({ page }) => {
  await arrive(page, '2');
  await find(page, faults.title);
  await page.keyboard.press('n');
  await expect(page.getByLabel(faults.field.description)).toBeFocused();
  await page.keyboard.type('Rings in fog', { delay: 50 });
  await page.keyboard.press('Enter');
  await expect(rows(page).filter({ hasText: 'Rings in fog' })).toContainText(faults.state.draft);
  const problems = await problemsOf(page, 'a report');
  await page.getByLabel(faults.field.promisedFor).fill('2026-02-30');
  await expect(page.getByText(faults.field.promisedWrong)).toBeVisible();
  await page.getByLabel(faults.field.promisedFor).fill('2199-12-31');
  // Out of the field, so that digits are states.
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(rows(page).first()).toContainText(faults.state.reported);
  await expect(rows(page).first()).toContainText('2199-12-31');
  await page.keyboard.press('2');
  await expect(rows(page).first()).toContainText(faults.state.repaired);
  await page.keyboard.press('1');
  await expect(page.getByText(faults.rule.otherPersonVerifies)).toBeVisible();
  expect(problems).toEqual([]);
});

test('a zone is placed without a mouse, and by drag', async ({ page }) => {
  const complaints = collectComplaints(page);
  await arrive(page, '3');
  await find(page, plan.title);
  await expect(page.getByText(plan.noPictureLead)).toBeVisible();
  await page.locator('main input[type="file"]').setInputFiles({ name: 'site.png', mimeType: 'image/png', buffer: picture });
  const image = page.getByRole('group', { name: plan.picture });
  await expect(image).toBeVisible();
  const list = page.locator('main [role="listbox"]');
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: plan.place.move })).toBeVisible();
  const source = (await page.locator('aside h2').textContent()) ?? '';
  await page.keyboard.press('m');
  await expect(page.getByText('50 % from the left, 50 % from the top')).toBeVisible();
  for (const key of ['ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page.getByText('51 % from the left, 59 % from the top')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(image.getByRole('button', { name: source })).toHaveAttribute('style', /left: 51%; top: 59%/);
  const problems = await problemsOf(page, 'a place');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  const chip = page.locator('main button[class*="chip"]').first();
  const dragged = (await chip.textContent()) ?? '';
  await chip.hover();
  await page.mouse.down();
  await image.hover({ position: { x: 40, y: 40 } });
  await page.mouse.up();
  await expect(image.getByRole('button', { name: dragged })).toBeVisible();
  problems.push(...(await problemsOf(page, 'arranging')));
  expect(problems).toEqual([]);
  expect(complaints()).toEqual([]);
});

test('what is no picture is refused in words, and the plan stays as it was', async ({ page }) => {
  await arrive(page, '3');
  await find(page, plan.title);
  const input = page.locator('main input[type="file"]');
  await input.setInputFiles({ name: 'site.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await expect(page.getByText(plan.wrongKind)).toBeVisible();
  // Says that it is one, and is not.
  await input.setInputFiles({ name: 'site.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
  await expect(page.getByText(plan.rule.planNotPicture).nth(1)).toBeVisible();
  await expect(page.getByText(plan.noPictureLead)).toBeVisible();
});
