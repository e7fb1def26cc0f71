/**
 * Every screen in both themes and both languages at the smallest size: no rule of accessibility broken, no text cut,
 * nothing sticking out, no complaint of the browser. One sign-in for each theme and language, then a walk.
 */
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

const rows = (page: Page) => page.locator('main [role="listbox"] [role="option"]');
const heading = (page: Page) => page.locator('main h1');

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the detail of the first row; answers how to leave it. */
async function openFirst(page: Page): Promise<void> {
  await rows(page).first().click();
  await expect(page.locator('aside')).toBeVisible();
}

interface Stop {
  readonly name: string;
  /** Brings the screen up and waits until it stands. */
  readonly come: (page: Page) => Promise<void>;
}

const stops: readonly Stop[] = [
  { name: 'watch', come: async (page) => (await press(page, 'F2'), await expect(page.getByRole('combobox').first()).toBeFocused()) },
  {
    name: 'registration',
    come: async (page) => {
      await page.keyboard.type('Rosa Marchetti', { delay: 50 });
      await expect(page.locator('[role="listbox"] [role="option"]').filter({ hasText: 'Rosa Marchetti' })).toBeVisible();
      await press(page, 'Enter');
      await expect(page.locator('form')).toBeVisible();
    },
  },
  { name: 'parked', come: async (page) => (await press(page, 'Escape'), await expect(page.locator('form')).toBeHidden()) },
  { name: 'alarms', come: async (page) => (await press(page, 'F3'), await expect(rows(page).first()).toBeVisible()) },
  { name: 'gate log', come: async (page) => (await press(page, 'F4'), await expect(rows(page).first()).toBeVisible()) },
  { name: 'gate log, detail', come: openFirst },
  { name: 'gate log, chart', come: async (page) => (await press(page, 'Escape', 'c'), await expect(page.locator('.recharts-surface').first()).toBeVisible()) },
  { name: 'day log', come: async (page) => (await press(page, 'c', 'F5', 'Escape'), await expect(rows(page).first()).toBeVisible()) },
  { name: 'day log, detail', come: openFirst },
  { name: 'visitors', come: async (page) => (await press(page, 'F9'), await expect(heading(page)).toBeVisible()) },
  { name: 'ban list, new ban', come: async (page) => (await press(page, '4', 'n'), await expect(page.locator('aside form')).toBeVisible()) },
  { name: 'devices', come: async (page) => (await press(page, 'F10'), await expect(rows(page).first()).toBeVisible()) },
  { name: 'devices, detail', come: openFirst },
  { name: 'settings, post', come: async (page) => (await press(page, 'Control+,', '1'), await expect(page.locator('main form')).toBeVisible()) },
  {
    name: 'settings, people',
    come: async (page) => (await page.locator('main header button').nth(1).click(), await expect(page.getByText('Omar')).toBeVisible()),
  },
  {
    name: 'settings, cards',
    come: async (page) => (
      await page.locator('main header button').nth(2).click(),
      await page.locator('main input').fill('Marta'),
      await expect(page.getByText('Marta Ilves')).toBeVisible()
    ),
  },
  {
    name: 'settings, look',
    come: async (page) => (await page.locator('main header button').nth(3).click(), await expect(page.locator('main h2').first()).toBeVisible()),
  },
  { name: 'help', come: async (page) => (await press(page, 'F1'), await expect(page.locator('main dl').first()).toBeVisible()) },
  { name: 'finder', come: async (page) => (await press(page, 'Control+k'), await expect(page.getByRole('dialog')).toBeVisible()) },
  { name: 'locked', come: async (page) => (await press(page, 'Escape', 'Control+l'), await expect(page.locator('input[type="password"]')).toBeFocused()) },
];

async function problemsOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await layoutProblems(page)), ...(await accessibilityProblems(page))];
  return found.map((problem) => `${name}: ${problem}`);
}

async function arrive(context: BrowserContext, theme: string, language: string): Promise<Page> {
  await context.addInitScript(
    ([scheme, lng]) => {
      localStorage.setItem('guardpost.appearance', `${scheme} 100`);
      localStorage.setItem('guardpost.language', lng ?? '');
    },
    [theme, language],
  );
  const page = await context.newPage();
  await page.goto(post.url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  return page;
}

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['en', 'zh'] as const) {
    test(`every screen is whole and accessible: ${theme}, ${language}`, async ({ context }) => {
      const page = await arrive(context, theme, language);
      const complaints = collectComplaints(page);
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-Hans' : 'en');
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      const problems = await problemsOf(page, 'sign-in');
      await press(page, '3');
      await expect(page.getByRole('navigation')).toBeVisible();
      for (const stop of stops) {
        await test.step(stop.name, async () => {
          await stop.come(page);
          problems.push(...(await problemsOf(page, stop.name)));
        });
      }
      expect(problems).toEqual([]);
      expect(complaints()).toEqual([]);
    });
  }
}
