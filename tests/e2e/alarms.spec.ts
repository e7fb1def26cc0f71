/** The alarm board with one hand on the keyboard and no mouse: real messages from a real broker, one person, and a second seat that watches. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { connectAsync, type MqttClient } from 'mqtt';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { common } from '../../src/shared/i18n/en/common.ts';
import { settings } from '../../src/shared/i18n/en/settings.ts';
import { type Mosquitto, startMosquitto } from '../fixtures/mosquitto.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

// One post, used by one person from test to test.
test.describe.configure({ mode: 'serial' });
// Waiting alarms flash: without motion every run sees the same screen.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

let broker: Mosquitto;
let panel: MqttClient;
let own: OwnPost;
let page: Page;
let complaints: () => string[];

const words = [
  'fire: { condition: fire, category: life, priority: 1, latched: false }',
  'open: { condition: doorForced, category: intrusion, priority: 2 }',
  'wet: { condition: water, category: technical, priority: 3 }',
  'low: { condition: battery, category: trouble, priority: 3 }',
  'holdup: { condition: holdUp, category: holdUp, priority: 1 }',
  'closed: clear',
];
const publish = (source: string, word: string) => panel.publishAsync(`hall/${source}/state`, word, { qos: 1 });
const rows = (on = page) => on.locator('main [role="listbox"] [role="option"]');
const row = (text: string | RegExp, on = page) => rows(on).filter({ hasText: text }).first();
const pane = () => page.locator('aside');
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Presses a key and waits for the question that it brings: keys as quick as a scanner's would be taken for one. */
async function ask(key: string, question: string): Promise<void> {
  await press(key);
  const [begin = ''] = question.split('{{');
  const [, end = ''] = question.split('}}');
  await expect(page.getByRole('group').filter({ hasText: begin.trim() === '' ? end : begin })).toBeVisible();
}
const button = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d*\\b`) });

async function arrive(browser: Browser): Promise<Page> {
  const arrived = await browser.newPage({ reducedMotion: 'reduce' });
  await arrived.addInitScript(() => localStorage.setItem('guardpost.language', 'en'));
  await arrived.goto(own.post.url);
  await signIn(arrived, lead.name, lead.pin);
  return arrived;
}

/** Moves the cursor of the list to a row. */
async function goTo(text: string): Promise<void> {
  const target = row(text);
  await expect(target).toBeVisible();
  if ((await target.getAttribute('data-cursor')) !== 'true') await press('Home');
  while ((await target.getAttribute('data-cursor')) !== 'true') await press('ArrowDown');
}

/** A toast that fades has no contrast: those that are up go first. */
async function problems(): Promise<string[]> {
  await expect(page.locator('.toast')).toHaveCount(0, { timeout: 20_000 });
  return [...(await layoutProblems(page)), ...(await accessibilityProblems(page))];
}

test.beforeAll(async ({ browser }) => {
  broker = await startMosquitto();
  panel = await connectAsync(broker.url);
  own = await startOwnPost({
    yaml: [
      'post: { site: Plant 1, name: East gate }',
      `mqtt: { url: "${broker.url}" }`,
      'panels:',
      `  - { id: hall, name: Hall, dialect: mapping, topic: "hall/+/state", words: { ${words.join(', ')} } }`,
      '',
    ].join('\n'),
  });
  page = await arrive(browser);
  complaints = collectComplaints(page);
});
test.afterAll(async () => {
  expect(complaints()).toEqual([]);
  await page.close();
  expect(await own.stop()).toBe(0);
  await panel.endAsync();
  await broker.stop();
});

test('the loudspeaker is tested after signing in, by a bar that takes no focus, once for the shift', async () => {
  const bar = page.getByRole('region', { name: alarms.sound.testTitle });
  await expect(bar).toContainText(alarms.sound.testStage.begin);
  await press('Escape', 'Shift+T');
  await expect(bar).toContainText(alarms.sound.testStage.asked);
  await press('Shift+N');
  await expect(bar).toContainText(alarms.sound.testStage.notHeard);
  // The plain letters belong to the screen below: they answer nothing of what is asked in the bar.
  await press('Shift+T', 'F3', 'y');
  await expect(page.getByText(alarms.empty.bypassed)).toBeVisible();
  await expect(bar).toContainText(alarms.sound.testStage.asked);
  await press('b', 'Shift+Y');
  await expect(bar).toBeHidden();
  await page.reload();
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect(bar).toBeHidden();
});

test('two keys acknowledge, one opens the procedure, number keys take it to its end, and what is skipped stays in sight', async () => {
  await publish('Smoke_kitchen', 'fire');
  await press('F3');
  await expect(row(alarms.condition.fire)).toContainText(alarms.state.unacknowledged);
  expect(await problems()).toEqual([]);
  await press('p');
  await expect(pane()).toContainText(alarms.procedure.acknowledgeFirst);
  await ask('a', alarms.ask.reason);
  await press('1');
  await expect(row(alarms.condition.fire)).toContainText(alarms.state.acknowledged);
  await expect(pane()).not.toContainText(alarms.procedure.acknowledgeFirst);
  expect(await problems()).toEqual([]);
  await press('k');
  await expect(pane()).toContainText(alarms.procedure.skippedCount_one.replace('{{count}}', '1'));
  await press('7');
  await expect(pane().getByText(`✓ ${alarms.action.sent}`)).toBeVisible();
  await ask('9', alarms.ask.finding);
  await press('1');
  await expect(pane().getByText(alarms.finding.true)).toBeVisible();
  const next = pane().locator('[aria-live="polite"] p').first();
  const before = await next.textContent();
  await press('1');
  await expect(next).not.toHaveText(before ?? '');
  await press('Escape');
  await expect(pane()).toBeHidden();
});

test('closing asks what was found, why and how sure it is, each by one key, and the board is empty again', async () => {
  await goTo(alarms.condition.fire);
  await ask('c', alarms.ask.finding);
  await ask('1', alarms.ask.closeReason);
  await ask('2', alarms.ask.verification);
  await press('4');
  await expect(page.getByText(/^Closed\. /)).toBeVisible();
  await publish('Smoke_kitchen', 'closed');
  await expect(page.getByText(alarms.empty.board)).toBeVisible();
});

test('nothing moves under a selected row while alarms come in; they wait, counted, and come with one key', async () => {
  await publish('Drain_1', 'wet');
  await publish('Drain_2', 'wet');
  await expect(rows()).toHaveCount(2);
  await goTo('Drain_1');
  await press('Enter');
  await expect(pane()).toBeVisible();
  const place = await row('Drain_1').boundingBox();
  await publish('Smoke_store', 'fire');
  await expect(page.getByRole('button', { name: common.newRows_one.replace('{{count}}', '1') })).toBeVisible();
  expect(await row('Drain_1').boundingBox()).toEqual(place);
  await press('Escape');
  await expect(rows().first()).toContainText(alarms.condition.fire);
});

test('two zones of the site become one confirmed alarm, which one key unfolds', async () => {
  await publish('Door_1', 'open');
  await publish('Door_2', 'open');
  const whole = row(alarms.list.confirmed.replace('{{count}}', '1'));
  await expect(whole).toContainText(common.priorityShort['1']);
  await expect(row('Door_2')).toBeHidden();
  await goTo(alarms.list.confirmed.replace('{{count}}', '1'));
  await press('f');
  await expect(row('Door_2')).toBeVisible();
  expect(await problems()).toEqual([]);
  await press('f');
  await expect(row('Door_2')).toBeHidden();
});

test('the standing lists are one key away, with their counts', async () => {
  await publish('Battery_hall', 'low');
  await expect(button(alarms.view.troubles)).toContainText('1');
  await press('d');
  await expect(rows()).toHaveCount(1);
  await expect(rows()).toContainText(alarms.condition.battery);
  for (const [key, text] of [
    ['y', alarms.empty.bypassed],
    ['o', alarms.empty.outOfService],
    ['l', alarms.empty.aside],
    ['u', alarms.empty.unknown],
  ] as const) {
    await press(key);
    await expect(page.getByText(text)).toBeVisible();
    expect(await problems()).toEqual([]);
  }
  await press('b');
  await expect(row('Door_1')).toBeVisible();
});

test('a word that nobody has taught is counted, and taught by number keys; then it is an alarm', async () => {
  for (let times = 0; times < 3; times += 1) await publish('Gate_3', 'kippkontakt');
  await expect(button(alarms.view.unknown)).toContainText('1');
  await press('u');
  await expect(row('kippkontakt')).toContainText('×3');
  await press('Enter');
  await expect(pane()).toContainText('kippkontakt');
  expect(await problems()).toEqual([]);
  // An alarm, technical, water, medium, at this panel only.
  await ask('1', alarms.unknown.ask.category);
  await ask('5', alarms.unknown.ask.condition);
  await ask('2', alarms.unknown.ask.priority);
  await ask('3', alarms.unknown.ask.scope);
  await press('1');
  await expect(page.getByText(alarms.empty.unknown)).toBeVisible();
  await press('b');
  await publish('Gate_4', 'kippkontakt');
  await expect(row('Gate_4')).toContainText(alarms.condition.water);
});

test('a seat that is muted is shown large at every seat until the sound is back', async ({ browser }) => {
  const other = await arrive(browser);
  const bar = (on: Page) => on.getByRole('alert').filter({ hasText: alarms.sound.why.muted });
  await press('Shift+S');
  await expect(bar(page)).toContainText(alarms.sound.offHere.replace('{{time}}', '').trim());
  await expect(bar(other)).toContainText(lead.name);
  // However many bars stand, every screen keeps its key on the rail.
  await press('F5');
  for (const key of ['F1', 'F10', 'Ctrl+,', 'Ctrl+L'])
    await expect(page.getByRole('navigation').locator(`[aria-keyshortcuts="${key}"]`)).toBeInViewport({ ratio: 1 });
  await press('Escape', 'F3');
  expect(await problems()).toEqual([]);
  await press('Shift+S');
  await expect(bar(page)).toBeHidden();
  await expect(bar(other)).toBeHidden();
  await other.close();
});

test('an alarm that is passed on comes up large at the second seat, whatever screen is up there', async ({ browser }) => {
  // Of critical alarms the one that has waited longest stands first: here none waits.
  for (const source of ['Smoke_store', 'Door_1']) {
    await goTo(source);
    await ask('a', alarms.ask.reason);
    await press('1');
    await expect(row(source)).toContainText(alarms.state.acknowledged);
  }
  const second = await arrive(browser);
  await second.keyboard.press('Control+,');
  await second.getByRole('button', { name: settings.duty.name.second }).click();
  await expect(second.getByRole('button', { name: settings.duty.name.second })).toHaveAttribute('aria-pressed', 'true');
  await publish('Button_till', 'holdup');
  const hero = second.getByRole('region', { name: alarms.list.top });
  await expect(hero).toContainText(alarms.condition.holdUp);
  await expect(hero).toContainText('Button_till');
  const size = await hero.getByText(alarms.condition.holdUp, { exact: true }).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThan(60);
  expect(await layoutProblems(second)).toEqual([]);
  await second.close();
});

test('more than ten alarms in ten minutes fold by area, with the first one named and all of them counted', async () => {
  await press('b');
  for (let drain = 10; drain < 24; drain += 1) await publish(`Drain_${drain}`, 'wet');
  await expect(page.getByText(alarms.flood.banner.split('{{')[0] ?? '')).toBeVisible();
  await expect(page.getByText(alarms.flood.began)).toBeVisible();
  const area = row(alarms.flood.unfold);
  await expect(area).toContainText(alarms.flood.first);
  expect(await problems()).toEqual([]);
  await goTo(alarms.flood.unfold);
  await press('Enter');
  // Those of one moment stand in any order, and only what is in sight is drawn.
  await expect(row(/Drain_[12]\d/)).toBeVisible();
});

test('rows can be read from a metre, and the largest alarm from three', async () => {
  const drain = /Drain_[12]\d/;
  const sizeOf = (text: RegExp) =>
    row(text)
      .getByText(alarms.condition.water)
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await sizeOf(drain)).toBeGreaterThanOrEqual(22);
  const second = await row(drain)
    .getByText(drain)
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(second).toBeGreaterThanOrEqual(18);
});
