/**
 * Every screen in both themes and both languages at the smallest size: no rule of accessibility broken, no text cut,
 * nothing sticking out, no complaint of the browser. One sign-in for each theme and language, then a walk; and one first start.
 */
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { Language } from '../../src/shared/model/users.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { firstSteps, openPage, startFreshPost } from './first-start.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';

// A trace of 80 screens would cost more time than the test.
// Without motion waiting alarms stand still, so that every run sees the same screen.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

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

async function openFirst(page: Page): Promise<void> {
  await rows(page).first().click();
  await expect(page.locator('aside')).toBeVisible();
}

/** Presses keys, then waits for what they bring. */
const keys =
  (names: readonly string[], wait: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await press(page, ...names);
    await wait(page);
  };
const rowsShown = (page: Page) => expect(rows(page).first()).toBeVisible();
const shown = (selector: string) => (page: Page) => expect(page.locator(selector).first()).toBeVisible();
const part =
  (nth: number, wait: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await page.locator('main header button').nth(nth).click();
    await wait(page);
  };

async function typeName(page: Page): Promise<void> {
  await page.keyboard.type('Rosa Marchetti', { delay: 50 });
  await expect(page.locator('[role="listbox"] [role="option"]').filter({ hasText: 'Rosa Marchetti' })).toBeVisible();
}
async function findCards(page: Page): Promise<void> {
  await page.locator('main input').first().fill('Marta');
  await expect(page.getByText('Marta Ilves')).toBeVisible();
}

async function lookForReaders(page: Page): Promise<void> {
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('main [aria-keyshortcuts="N"]')).toBeVisible({ timeout: 40_000 });
  await expect(page.locator('main table')).toBeVisible();
}
async function openRecording(page: Page): Promise<void> {
  await page.locator('main input[type="file"]').setInputFiles('tests/fixtures/osdp/scbk-session.osdpcap');
  await expect(page.locator('main form')).toBeVisible();
  await rowsShown(page);
}

/** Name of the stop, and how one gets there from the stop before. */
const stops: readonly (readonly [name: string, come: (page: Page) => Promise<void>])[] = [
  ['watch', keys(['F2'], (page) => expect(page.locator('[data-focus-target="box"]')).toBeFocused())],
  ['watch, guess', typeName],
  ['watch, registration', keys(['Enter'], shown('form'))],
  ['watch, parked', keys(['Escape'], (page) => expect(page.locator('form')).toBeHidden())],
  ['alarms', keys(['F3'], rowsShown)],
  ['gate log', keys(['F4'], rowsShown)],
  ['gate log, detail', openFirst],
  ['gate log, chart', keys(['Escape', 'c'], shown('.recharts-surface'))],
  ['day log', keys(['c', 'F5', 'Escape'], rowsShown)],
  ['day log, detail', openFirst],
  ['visitors', keys(['F9'], (page) => expect(heading(page)).toBeVisible())],
  ['ban list', keys(['4'], (page) => expect(page.locator('main header button').nth(4)).toBeVisible())],
  ['ban list, new ban', keys(['n'], shown('aside form'))],
  ['devices', keys(['F10'], rowsShown)],
  ['devices, a line', openFirst],
  ['devices, a reader', keys(['ArrowDown', 'Enter'], (page) => expect(page.locator('aside [aria-keyshortcuts="K"]')).toBeVisible())],
  ['reader tools, find', keys(['Escape', 't'], shown('main form'))],
  ['reader tools, found', lookForReaders],
  ['reader tools, key', keys(['2'], shown('main ol'))],
  ['reader tools, address', keys(['3'], shown('main form'))],
  ['reader tools, file', keys(['5'], shown('main input[type="file"]'))],
  ['reader tools, trace', keys(['4'], shown('main [aria-keyshortcuts="H"]'))],
  ['reader tools, polls', keys(['h'], rowsShown)],
  ['reader tools, one frame', openFirst],
  ['reader tools, show secrets?', keys(['u'], shown('main [role="alert"]'))],
  ['reader tools, recording', openRecording],
  ['settings, look', keys(['Control+,'], shown('main h2'))],
  ['settings, post', part(0, shown('main form'))],
  ['settings, people', part(1, (page) => expect(page.getByText('Omar')).toBeVisible())],
  ['settings, cards', part(2, findCards)],
  ['settings, alarms', part(3, shown('main fieldset'))],
  ['alarms, their tools', keys(['F3'], shown('main [aria-keyshortcuts="I"]'))],
  ['figures', keys(['i'], shown('.recharts-surface'))],
  ['alarms, from the figures', keys(['Escape'], shown('main [aria-keyshortcuts="G"]'))],
  ['site plan', keys(['g'], shown('main aside [role="option"]'))],
  ['site plan, a place', keys(['Enter'], shown('aside form'))],
  ['alarms, from the plan', keys(['Escape', 'Escape'], shown('main [aria-keyshortcuts="W"]'))],
  ['faults', keys(['w'], shown('main [aria-keyshortcuts="E"]'))],
  ['faults, new report', keys(['n'], shown('aside form'))],
  ['devices, their list', keys(['F10'], (page) => expect(page.locator('main [role="listbox"]')).toBeFocused())],
  ['devices, a panel', keys(['End', 'ArrowUp', 'Enter'], shown('aside [aria-keyshortcuts="P"]'))],
  ['panels', keys(['p'], shown('main [aria-keyshortcuts="3"]'))],
  ['panels, taught words', keys(['Escape', '3'], (page) => expect(page.locator('main [aria-keyshortcuts="3"]')).toHaveAttribute('aria-pressed', 'true'))],
  ['help', keys(['F1'], shown('main dl'))],
  ['finder', keys(['Control+k'], shown('[role="dialog"]'))],
  ['locked', keys(['Escape', 'Control+l'], (page) => expect(page.locator('input[type="password"]')).toBeFocused())],
];

async function problemsOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await layoutProblems(page)), ...(await accessibilityProblems(page))];
  return found.map((problem) => `${name}: ${problem}`);
}

async function arrive(context: BrowserContext, theme: 'dark' | 'light', language: Language): Promise<Page> {
  const page = await openPage(context, post.url, language, theme);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  return page;
}

/** The screens that one sees once: of a post that nobody has set up. */
function firstStops(page: Page, language: Language): readonly (readonly [name: string, come: () => Promise<void>])[] {
  const steps = firstSteps(page, language);
  return [
    ['first run', steps.welcome],
    ['set up', steps.chooseSetUp],
    ['set up, mistakes', steps.setUpWrongly],
    ['first lead', () => steps.setUp(null)],
    ['first lead, mistake', steps.makeLeadWrongly],
  ];
}

// A long walk is work, not waiting: each stop may take as long as what it waits for.
test.describe.configure({ timeout: stops.length * 10_000 });

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['en', 'zh'] as const) {
    test(`every screen is whole and accessible: ${theme}, ${language}`, async ({ context }) => {
      const page = await arrive(context, theme, language);
      const complaints = collectComplaints(page);
      const problems = await problemsOf(page, 'sign-in');
      await press(page, '3');
      await expect(page.getByRole('navigation')).toBeVisible();
      for (const [name, come] of stops) {
        await test.step(name, async () => {
          await come(page);
          problems.push(...(await problemsOf(page, name)));
        });
      }
      expect(problems).toEqual([]);
      expect(complaints()).toEqual([]);
    });

    test(`every screen of a first start is whole and accessible: ${theme}, ${language}`, async ({ context }) => {
      const fresh = await startFreshPost();
      const page = await openPage(context, fresh.post.url, language, theme);
      const problems: string[] = [];
      for (const [name, come] of firstStops(page, language)) {
        await test.step(name, async () => {
          await come();
          problems.push(...(await problemsOf(page, name)));
        });
      }
      expect(problems).toEqual([]);
      expect(await fresh.stop()).toBe(0);
    });
  }
}
