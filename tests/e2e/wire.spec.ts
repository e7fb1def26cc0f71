/** From the wire to the screen: a real serial line and a real broker, a post set up as an installer would, one person watching. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { common } from '../../src/shared/i18n/en/common.ts';
import { devices } from '../../src/shared/i18n/en/devices.ts';
import { gate } from '../../src/shared/i18n/en/gate.ts';
import { watch } from '../../src/shared/i18n/en/watch.ts';
import { type Mosquitto, startMosquitto } from '../fixtures/mosquitto.ts';
import { openPty, type PtyPair, rdm6300Frame } from '../fixtures/pty.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

// One post and one page, used by one person from test to test.
test.describe.configure({ mode: 'serial' });

let folder = '';
/** A name that stays while the device behind it comes and goes, as /dev/serial/by-id does. */
let port = '';
const known = '0C000621A5';
const unknown = '7E00DEADB1';
/** Another one, as the same card again would be folded into its row. */
const later = '7E00DEADB2';

let line: PtyPair;
let broker: Mosquitto;
let own: OwnPost;
let page: Page;
let complaints: () => string[];

async function plugIn(): Promise<void> {
  line = await openPty();
  symlinkSync(line.near, port);
}
async function pullOut(): Promise<void> {
  rmSync(port);
  await line.unplug();
}
async function publish(topic: string, payload: string): Promise<void> {
  const client = await connectAsync(broker.url);
  await client.publishAsync(topic, payload, { qos: 1 });
  await client.endAsync();
}
const rows = () => page.locator('main [role="listbox"] [role="option"]');
const row = (words: string | RegExp) => rows().filter({ hasText: words }).first();
const strip = () => page.getByRole('region', { name: watch.health.title });

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-wire-'));
  port = join(folder, 'reader');
  await plugIn();
  broker = await startMosquitto();
  own = await startOwnPost({
    yaml: [
      'post: { site: Plant 1, name: East gate }',
      'readers:',
      `  - { id: east-in, path: ${port}, baudRate: 9600, protocol: em4100, direction: in }`,
      `mqtt: { url: "${broker.url}" }`,
      'panels:',
      '  - { id: yard, dialect: mapping, topic: "yard/+/state", words: { open: { condition: intrusion, priority: 2 }, closed: clear } }',
      '',
    ].join('\n'),
    cards: [`em4100,,${known},Noor Haddad,Laboratory,,,active`],
  });
  page = await browser.newPage();
  complaints = collectComplaints(page);
  await page.goto(own.post.url);
  await signIn(page, lead.name, lead.pin);
});
test.afterAll(async () => {
  expect(complaints()).toEqual([]);
  await page.close();
  expect(await own.stop()).toBe(0);
  await pullOut();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the bytes of a known card become a row with its holder', async () => {
  await page.keyboard.press('F4');
  await expect(strip()).toContainText('readers 1/1');
  line.send(rdm6300Frame(known));
  await expect(row('Noor Haddad')).toContainText(common.granted);
  await expect(row('Noor Haddad')).toContainText(known);
});

test('an unknown card is denied with the reason in words, and what to do', async () => {
  line.send(rdm6300Frame(unknown));
  await expect(row(unknown)).toContainText(`${common.denied} ${gate.reason.unknown}`);
  await row(unknown).click();
  await expect(page.locator('aside')).toContainText(gate.say.unknown);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await expect(page.getByRole('article', { name: gate.live })).toContainText(gate.say.unknown);
});

test('a reader whose cable is pulled is shown down, why and what to do, and comes back by itself', async () => {
  await page.keyboard.press('F10');
  await expect(row('east-in')).toContainText(devices.state.online);
  await pullOut();
  await expect(row('east-in')).toContainText(devices.state.offline);
  await expect(row('east-in')).toContainText(devices.cause.unplugged);
  await expect(strip()).toContainText('readers 0/1');
  await row('east-in').click();
  await expect(page.locator('aside')).toContainText(devices.do.unplugged);
  await page.keyboard.press('Escape');
  await plugIn();
  await expect(row('east-in')).toContainText(devices.state.online, { timeout: 20_000 });
  await page.keyboard.press('F4');
  line.send(rdm6300Frame(later));
  await expect(row(later)).toContainText(common.denied);
});

test('a message of a panel is an alarm on the board, and two keys acknowledge it', async () => {
  await page.keyboard.press('F3');
  await publish('yard/fence-3/state', 'open');
  const alarm = row('fence-3');
  await expect(alarm).toContainText(alarms.condition.intrusion);
  await alarm.click();
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: new RegExp(alarms.reason.seen, 'i') }).first()).toBeVisible();
  await page.keyboard.press('1');
  await expect(row('fence-3')).toContainText(alarms.state.acknowledged);
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(row(`${lead.name} acknowledged alarm`)).toBeVisible();
});

test('a broker that stops is said in words, and after it is back the log has the gap', async () => {
  await broker.halt();
  await expect(strip()).toContainText(`${watch.health.broker} ${watch.health.offline}`, { timeout: 20_000 });
  await page.keyboard.press('F10');
  await expect(row('MQTT')).toContainText(new RegExp(`${devices.cause.notReachable}|${devices.cause.closedByBroker}`));
  await broker.resume();
  await expect(strip()).toContainText(`${watch.health.broker} ${watch.health.ok}`, { timeout: 40_000 });
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(row(/The link to .* was down for \d+ s/)).toBeVisible();
  await publish('yard/fence-4/state', 'open');
  await page.keyboard.press('F3');
  // The second zone of the fence confirms the first, and stands folded under it.
  await expect(row(alarms.list.confirmed.replace('{{count}}', '1'))).toContainText(alarms.condition.intrusion);
  await page.keyboard.press('f');
  await expect(row('fence-4')).toContainText(alarms.condition.intrusion);
});
