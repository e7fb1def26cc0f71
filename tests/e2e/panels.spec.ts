/** An operator at the panels, with the keyboard alone: what stands open, a command and how far it came, two persons, a code that is never shown again. */
import { expect, type Page, test } from '@playwright/test';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { common } from '../../src/shared/i18n/en/common.ts';
import { devices } from '../../src/shared/i18n/en/devices.ts';
import { panels } from '../../src/shared/i18n/en/panels.ts';
import { settings } from '../../src/shared/i18n/en/settings.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { startOwnPost } from './own-post.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

const screen = (page: Page) => page.getByRole('region', { name: panels.title, exact: true });
const rows = (page: Page) => page.locator('main [role="option"]');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text }).first();

/** Users of the demo stand on the sign-in screen with their number keys: 2 an operator, 3 a lead. */
async function arrive(page: Page, number: '1' | '2' | '3', url = post.url): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
  await page.goto(url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await page.keyboard.press(number);
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** Over the Devices screen, as one who sees there that something is wrong. */
async function openPanels(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F10');
  const device = row(page, name);
  await expect(device).toBeVisible();
  while ((await device.getAttribute('data-cursor')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: panels.open })).toBeVisible();
  await page.keyboard.press('p');
  await expect(screen(page)).toBeVisible();
  await expect(page.locator('aside').getByRole('heading', { name })).toBeVisible();
}

/** Moves the cursor to a line of the list. */
async function goTo(page: Page, text: string): Promise<void> {
  const line = row(page, text);
  await expect(line).toBeVisible();
  await page.keyboard.press('Home');
  while ((await line.getAttribute('data-cursor')) !== 'true') await page.keyboard.press('ArrowDown');
}
const partition = 'Partition 1';

test('one key leads from a panel on the Devices screen to its partitions and zones, and one key back', async ({ page }) => {
  const complaints = collectComplaints(page);
  await arrive(page, '1');
  await openPanels(page, 'Office wing');
  const detail = page.locator('aside');
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(screen(page)).toContainText(panels.blocked.role);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: devices.title, exact: true })).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a command says exactly what is sent to what, and shows how far it came', async ({ page }) => {
  await arrive(page, '2');
  await openPanels(page, 'Office wing');
  await page.keyboard.press('Escape');
  await goTo(page, partition);
  const name = partition;
  await page.keyboard.press('a');
  await expect(screen(page)).toContainText(panels.ask.mode.replace('{{what}}', name));
  await page.keyboard.press('1');
  const said = panels.said.arm.replace('{{what}}', name).replace('{{mode}}', panels.mode.away);
  await expect(screen(page)).toContainText(panels.ask.confirm.replace('{{panel}}', 'Office wing').replace('{{said}}', said));
  await expect(page.getByRole('button', { name: panels.ask.send })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(`✓ ${panels.commandState.confirmed}`, { timeout: 20_000 });
  await expect(row(page, name)).toContainText(panels.state.armedAway);
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Omar asked panel office: arm')).toBeVisible();
});

test('disarming takes a second person, by their own PIN', async ({ page }) => {
  await arrive(page, '2');
  await openPanels(page, 'Office wing');
  await page.keyboard.press('Escape');
  await goTo(page, partition);
  await page.keyboard.press('d');
  await expect(page.getByLabel(alarms.ask.second, { exact: true })).toBeFocused();
  // Nobody is the second person of themselves.
  await page.keyboard.type('Omar', { delay: 50 });
  await page.getByLabel(alarms.ask.secondSecret).fill('222222');
  await page.keyboard.press('Enter');
  await expect(page.getByText(alarms.rule.secondPersonUnfit)).toBeVisible();
  await page.getByLabel(alarms.ask.second, { exact: true }).fill('Lin');
  await page.getByLabel(alarms.ask.secondSecret).fill('333333');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(panels.byTwo.replace('{{by}}', 'Omar').replace('{{second}}', 'Lin'));
});

test('a code is set, told as set, and nowhere shown', async ({ page }) => {
  await arrive(page, '3');
  await openPanels(page, 'Office wing');
  const detail = page.locator('aside');
  await expect(detail).toContainText(panels.code.notSet);
  await page.keyboard.press('k');
  const field = page.getByLabel(panels.code.field);
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('type', 'password');
  await page.keyboard.type('482913', { delay: 50 });
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(detail.getByText(panels.code.set, { exact: true })).toBeVisible();
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Lin set the code of panel office')).toBeVisible();
  expect(await page.content()).not.toContain('482913');
});

test('a lead decides who must agree and who is called when, and a wrong order is said at once', async ({ page }) => {
  await arrive(page, '3');
  await page.keyboard.press('Control+,');
  await page.keyboard.press('4');
  await page.getByLabel(settings.alarms.persons.bypass).selectOption('one');
  const lead = page.getByLabel(settings.alarms.after.lead).first();
  await lead.fill('20');
  await expect(page.getByText(settings.alarms.problem.order)).toBeVisible();
  await expect(page.getByRole('button', { name: common.save })).toBeDisabled();
  await lead.fill('75');
  await page.keyboard.press('Enter');
  await expect(page.getByText(settings.alarms.saved)).toBeVisible();
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await row(page, 'changed what holds for alarms').click();
  await expect(page.locator('aside')).toContainText('Two persons to bypass: yes → no');
  await expect(page.locator('aside')).toContainText('Critical: second seat / lead after (s): 30 / 60 → 30 / 75');
});

for (const theme of ['dark', 'light'] as const) {
  test(`panels, their details and questions are whole and accessible: ${theme}`, async ({ page }) => {
    await page.addInitScript((scheme) => localStorage.setItem('guardpost.appearance', `${scheme} 100`), theme);
    await arrive(page, '3');
    await openPanels(page, 'Office wing');
    const problems: string[] = [];
    const look = async (name: string) => {
      for (const problem of [...(await layoutProblems(page, 'main')), ...(await accessibilityProblems(page))]) problems.push(`${name}: ${problem}`);
    };
    await look('detail');
    await page.keyboard.press('k');
    await look('code');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Panels', { delay: 50 });
    await page.keyboard.press('Enter');
    await goTo(page, partition);
    await page.keyboard.press('a');
    await look('how to arm');
    await page.keyboard.press('1');
    await look('confirm');
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    await look('taught words');
    await page.keyboard.press('Control+,');
    await page.keyboard.press('4');
    await look('settings, alarms');
    expect(problems).toEqual([]);
  });
}

test('a post that no panel can reach says so in words of three metres', async ({ page }) => {
  const yaml = `post: { site: Plant, name: North gate }\nmqtt: { url: "mqtt://127.0.0.1:9" }\npanels:\n  - { id: main, name: Main building, dialect: pai }\n`;
  const own = await startOwnPost({ yaml });
  try {
    await page.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
    await page.goto(own.post.url);
    await signIn(page, 'Lea', '135790');
    const deaf = page.getByRole('alert').filter({ hasText: 'DEAF' });
    await expect(deaf).toBeVisible();
    const heights = await deaf.getByText('DEAF', { exact: true }).evaluate((word) => Number.parseFloat(getComputedStyle(word).fontSize));
    expect(heights).toBeGreaterThanOrEqual(60);
    // Where and what time it is stays in sight.
    await expect(page.getByText('North gate').first()).toBeVisible();
    expect(await layoutProblems(page, 'section[aria-label="At a glance"]')).toEqual([]);
    await openPanels(page, 'Main building');
    await expect(screen(page)).toContainText('nothing is sent until it answers again');
    await expect(screen(page).getByRole('button', { name: `${panels.command.arm} A` })).toBeDisabled();
  } finally {
    expect(await own.stop()).toBe(0);
  }
});
