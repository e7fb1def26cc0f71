/** What is read is what is acted on: alarms that leave, come and change under a reader's eyes, with the keyboard alone. */
import { expect, type Page, test } from '@playwright/test';
import { connectAsync, type MqttClient } from 'mqtt';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { type Mosquitto, startMosquitto } from '../fixtures/mosquitto.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

// Waiting alarms flash: without motion every run sees the same screen.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

let broker: Mosquitto;
let panel: MqttClient;
let own: OwnPost;
const words = [
  'fire: { condition: fire, category: life, priority: 1, latched: false }',
  'holdup: { condition: holdUp, category: holdUp, priority: 1 }',
  'wet: { condition: water, category: technical, priority: 3 }',
  'closed: clear',
];

test.beforeEach(async () => {
  broker = await startMosquitto();
  panel = await connectAsync(broker.url);
  const dialect = `dialect: mapping, topic: "hall/+/state", words: { ${words.join(', ')} }`;
  const yaml = `post: { site: Plant 1, name: East gate }\nmqtt: { url: "${broker.url}" }\npanels:\n  - { id: hall, name: Hall, ${dialect} }\n`;
  own = await startOwnPost({ yaml });
});
test.afterEach(async () => {
  expect(await own.stop()).toBe(0);
  await panel.endAsync();
  await broker.stop();
});

const publish = (source: string, word: string) => panel.publishAsync(`hall/${source}/state`, word, { qos: 1 });
const rows = (page: Page) => page.locator('main [role="listbox"] [role="option"]');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text }).first();
const question = (page: Page, text: string) => page.getByRole('group').filter({ hasText: text });

async function arrive(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
  await page.goto(own.post.url);
  await signIn(page, lead.name, lead.pin);
  await page.keyboard.press('F3');
  await expect(page.getByText(alarms.empty.board)).toBeVisible();
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function goTo(page: Page, text: string): Promise<void> {
  await expect(row(page, text)).toBeVisible();
  await press(page, 'Home');
  while ((await row(page, text).getAttribute('data-cursor')) !== 'true') await press(page, 'ArrowDown');
}

test('an alarm that leaves by itself while it is read takes its keys with it, and the list goes on', async ({ page }) => {
  const complaints = collectComplaints(page);
  await arrive(page);
  for (const drain of ['Drain_1', 'Drain_2']) await publish(drain, 'wet');
  await publish('Smoke_1', 'fire');
  await goTo(page, 'Drain_1');
  await press(page, 'Enter');
  await expect(page.locator('aside')).toContainText('Drain_1');
  await press(page, 'a');
  // Two drains of one area: the question says which.
  await expect(question(page, 'Drain_1')).toBeVisible();
  await press(page, '1');
  await expect(page.locator('aside')).toContainText(alarms.state.acknowledged);
  await publish('Drain_1', 'closed');
  await expect(page.getByText(alarms.list.left.split('}}')[1] ?? '')).toContainText('Drain_1');
  await expect(page.locator('aside')).toBeHidden();
  await expect(page.locator('main [aria-keyshortcuts="A"]')).toBeHidden();
  // Nothing is held for a pane that is gone: what is new stands where it belongs.
  await publish('Smoke_2', 'fire');
  await expect(rows(page).nth(1)).toContainText('Smoke_2');
  await press(page, 'ArrowDown', 'a');
  await expect(question(page, 'Smoke_1')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a list that was empty has the keyboard as soon as an alarm stands on it, and a click is where the keys go on', async ({ page }) => {
  await arrive(page);
  await publish('Smoke_1', 'fire');
  await expect(row(page, 'Smoke_1')).toHaveAttribute('data-cursor', 'true');
  await publish('Drain_1', 'wet');
  await row(page, 'Drain_1').click();
  await press(page, 'Escape', 'a');
  await expect(question(page, 'Drain_1')).toBeVisible();
});

test('where two questions stand, number keys answer the later one', async ({ page }) => {
  await arrive(page);
  await publish('Smoke_1', 'fire');
  await expect(row(page, 'Smoke_1')).toHaveAttribute('data-cursor', 'true');
  await press(page, 'a');
  await expect(question(page, 'Smoke_1')).toBeVisible();
  await press(page, '1');
  await expect(row(page, 'Smoke_1')).toContainText(alarms.state.acknowledged);
  await press(page, 'p');
  await expect(page.getByRole('button', { name: `${alarms.action.found} 9` })).toBeEnabled();
  await press(page, '9');
  await expect(page.locator('aside fieldset')).toBeVisible();
  await press(page, 'c');
  await expect(question(page, 'What was found')).toHaveCount(2);
  await expect(page.locator('aside fieldset')).toHaveAttribute('disabled');
});

test('a flood that begins while a question stands folds nothing under the reader’s eyes', async ({ page }) => {
  await arrive(page);
  await publish('Drain_0', 'wet');
  await goTo(page, 'Drain_0');
  await press(page, 'a');
  await expect(question(page, 'Drain_0')).toBeVisible();
  for (let drain = 1; drain < 14; drain += 1) await publish(`Drain_${drain}`, 'wet');
  await expect(page.getByText(alarms.flood.began)).toBeVisible();
  await expect(rows(page).first()).toContainText('Drain_0');
  await press(page, 'Escape');
  await expect(row(page, alarms.flood.unfold)).toBeVisible();
});

test('at a zoom of 200 % the question comes into view, and the list keeps its rows', async ({ page }) => {
  await arrive(page);
  await publish('Button_till', 'holdup');
  await expect(row(page, 'Button_till')).toBeVisible();
  await page.setViewportSize({ width: 640, height: 360 });
  expect((await page.locator('main [role="listbox"]').boundingBox())?.height).toBeGreaterThanOrEqual(52);
  await press(page, 'a');
  await expect(question(page, 'Button_till').locator('button').first()).toBeInViewport({ ratio: 1 });
  expect([...(await layoutProblems(page)), ...(await accessibilityProblems(page))]).toEqual([]);
});
