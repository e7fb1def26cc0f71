/**
 * Text from outside is shown as text (T1), whatever way it comes in: messages and topics of panels, names from a card file,
 * names and notes that people type. And the walls around the page stand: policy, content type, foreign origins.
 */
import { expect, type Page, test } from '@playwright/test';
import { connectAsync } from 'mqtt';
import WebSocket from 'ws';
import { alarms } from '../../src/shared/i18n/en/alarms.ts';
import { visitors } from '../../src/shared/i18n/en/visitors.ts';
import { type Mosquitto, startMosquitto } from '../fixtures/mosquitto.ts';
import { openPty, type PtyPair, rdm6300Frame } from '../fixtures/pty.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { layoutProblems } from './in-page-checks.ts';
import { lead, type OwnPost, startOwnPost } from './own-post.ts';

// One post and one page, used by one person from test to test.
test.describe.configure({ mode: 'serial' });

/** Each would run, break out, turn the line around or fill it, if it were anything but text. */
const corpus = [
  '<script>window.ran=1</script>',
  '"><img src=x onerror="window.ran=2">',
  '<svg onload=window.ran=3>',
  '<a href="javascript:window.ran=4">press</a>',
  '<style>*{display:none}</style>',
  "{{constructor.constructor('window.ran=5')()}}",
  '$t(common.close) {{who}} %s \\n',
  "' OR 1=1; DROP TABLE journal; --",
  '\u202egnp.yrartnoc\u202c',
  '\u0645\u0631\u062d\u0628\u0627 123',
  'Zalgo Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308',
] as const;
const ansi = '\u001b[2J\u001b[31mred\u001b]0;title\u0007';
const long = 'W'.repeat(400);
/** Topics have no wildcard and no level separator of our choosing. */
const topicNames = corpus.filter((text) => !/[/+#]/.test(text));

let line: PtyPair;
let broker: Mosquitto;
let own: OwnPost;
let page: Page;
let complaints: () => string[];

const rows = () => page.locator('main [role="listbox"] [role="option"]');
const rowWith = (text: string) => rows().filter({ hasText: text }).first();
const cardOf = (at: number) => `7E00${at.toString(16).toUpperCase().padStart(6, '0')}`;
const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Retained, a message waits for who subscribes to its topic later. */
async function publish(messages: readonly (readonly [topic: string, payload: string])[], retain = false): Promise<void> {
  const client = await connectAsync(broker.url);
  for (const [topic, payload] of messages) await client.publishAsync(topic, payload, { qos: 1, retain });
  await client.endAsync();
}

/** Nothing ran, nothing was refused by the policy, nothing became an element, the page is not wider than its window. */
async function expectOnlyText(): Promise<void> {
  const seen = await page.evaluate(() => ({
    ran: Reflect.get(window, 'ran') ?? null,
    violations: Reflect.get(window, 'violations'),
    elements: document.querySelectorAll('img[src="x"], svg[onload], a[href^="javascript"], body style, body script:not([src])').length,
  }));
  expect(seen).toEqual({ ran: null, violations: [], elements: 0 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
/** And nothing is cut without the whole of it being at hand. */
async function expectWholeText(): Promise<void> {
  await expectOnlyText();
  expect(await layoutProblems(page, 'main')).toEqual([]);
}

test.beforeAll(async ({ browser }) => {
  line = await openPty();
  broker = await startMosquitto();
  own = await startOwnPost({
    yaml: [
      'post: { site: Plant 1, name: East gate }',
      'readers:',
      `  - { id: east-in, path: ${line.near}, baudRate: 9600, protocol: em4100, direction: in, passBack: false }`,
      `mqtt: { url: "${broker.url}" }`,
      'panels:',
      '  - { id: house, dialect: home-assistant, discovery: homeassistant }',
      '  - { id: yard, dialect: mapping, topic: "yard/+/state", words: { open: { condition: tamper, priority: 2 }, closed: clear } }',
      '',
    ].join('\n'),
    cards: corpus.map((text, at) => `em4100,,${cardOf(at)},${csv(text)},${csv(text)},,,active`),
  });
  page = await browser.newPage();
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  complaints = collectComplaints(page);
  await page.goto(own.post.url);
  await signIn(page, lead.name, lead.pin);
});
test.afterAll(async () => {
  expect(complaints()).toEqual([]);
  await page.close();
  expect(await own.stop()).toBe(0);
  await line.unplug();
  await broker.stop();
});

test('names from a card file stand in the gate log as they were written', async () => {
  await page.keyboard.press('F4');
  for (const [at, name] of corpus.entries()) {
    line.send(rdm6300Frame(cardOf(at)));
    await expect(rowWith(name)).toContainText(cardOf(at));
  }
  await rowWith(corpus[1]).click();
  await expect(page.locator('aside h2')).toHaveText(corpus[1]);
  await expectWholeText();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectWholeText();
});

test('what panels say, and the topics they say it on, is text on the board', async () => {
  await page.keyboard.press('F3');
  await publish(topicNames.map((name) => [`yard/${name}/state`, 'open'] as const));
  for (const name of topicNames) await expect(page.getByRole('option').filter({ hasText: name }).first()).toBeVisible();
  const sensors = [...corpus, ansi, long].map((name, at) => ({ name, at }));
  await publish(
    sensors.flatMap(({ name, at }) => [
      [
        `homeassistant/binary_sensor/s${at}/config`,
        JSON.stringify({ name, unique_id: `s${at}`, state_topic: `house/s${at}`, device_class: 'smoke', device: { name, identifiers: [`d${at}`] } }),
      ] as const,
      [`house/s${at}`, 'ON'] as const,
    ]),
    true,
  );
  await expect(page.getByRole('option').filter({ hasText: alarms.condition.fire }).first()).toBeVisible();
  await expectOnlyText();
  await page.getByRole('option').filter({ hasText: alarms.condition.fire }).first().click();
  await expect(page.locator('aside')).toBeVisible();
  await expectOnlyText();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await expect(page.getByText(alarms.condition.fire).first()).toBeVisible();
  await expectWholeText();
});

test('messages that make no sense are put aside and shown as the text they are', async () => {
  await publish([...corpus, ansi, long].map((text, at) => [`yard/odd-${at}/state`, text] as const));
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(rowWith(`odd-${corpus.length + 1}`)).toBeVisible();
  await rowWith('odd-0').click();
  await expect(page.locator('aside')).toContainText(corpus[0]);
  await expectWholeText();
  await page.keyboard.press('Escape');
});

test('notes are kept and shown letter for letter', async () => {
  // Another screen and back: the list begins at its newest row again.
  await page.keyboard.press('F4');
  for (const text of [...corpus, long]) {
    await page.keyboard.press('F5');
    await expect(page.locator('[data-focus-target="note"]')).toBeFocused();
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    // The box is empty once the note is on disk: only then the next one may be typed.
    await expect(page.locator('[data-focus-target="note"]')).toHaveValue('');
    await expect(rowWith(text)).toBeVisible();
  }
  await rowWith(corpus[0]).click();
  await expect(page.locator('aside')).toContainText(corpus[0]);
  await expectWholeText();
  await page.keyboard.press('Escape');
});

test('a visitor with such a name and such a host is registered, found and signed out', async () => {
  const name = '<img src=x onerror=window.ran()>';
  await page.keyboard.press('F2');
  await expect(page.locator('[data-focus-target="box"]')).toBeFocused();
  await page.keyboard.insertText(name);
  await expect(page.getByRole('option').filter({ hasText: name })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByLabel(visitors.form.host).focus();
  await page.keyboard.insertText('\u202e<b>boss');
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Badge 1 for ${name}`).first()).toBeVisible();
  await expectOnlyText();
  await page.keyboard.press('F9');
  await rowWith(name).click();
  await expect(page.locator('aside h2')).toHaveText(name);
  await expectWholeText();
  await page.keyboard.press('o');
  await expect(page.getByText(/is signed out/).first()).toBeVisible();
  await page.keyboard.press('F5');
  await page.keyboard.press('Escape');
  await expect(rowWith(name)).toBeVisible();
  await expectWholeText();
});

test('every answer carries the strict policy and forbids guessing of types', async () => {
  const { headers } = await fetch(own.post.url);
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
    expect(policy.split('; ')).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('a page from elsewhere gets no connection, nor does a name that points here', async () => {
  const address = `${own.post.url.replace('http', 'ws')}/rpc`;
  const answer = (options: WebSocket.ClientOptions) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(address, options);
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('error', () => undefined);
    });
  expect(await answer({ origin: 'http://evil.example' })).toBe(403);
  expect(await answer({ origin: own.post.url, headers: { host: 'evil.example' } })).toBe(403);
  expect(await answer({ origin: own.post.url })).toBe(101);
});
