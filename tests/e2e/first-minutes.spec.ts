/** The first minutes with an empty data folder: set this post up and lead it, or look around; in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { catalogues } from '../../src/shared/i18n/index.ts';
import { startMosquitto } from '../fixtures/mosquitto.ts';
import { guardpost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { firstSteps, openPage, place, startFreshPost, swapMs } from './first-start.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';

/** While the post swaps itself the page may knock too early; the browser says so each time. */
const otherThanKnocking = (complaints: readonly string[]) => complaints.filter((text) => !/WebSocket connection to .* failed/.test(text));

// A trace of screens that are looked at this closely would cost more time than the test.
test.use({ trace: 'off' });
// Work, not waiting: up to three starts of a post, and a dozen screens looked at.
test.describe.configure({ timeout: 120_000 });

async function expectWhole(page: Page): Promise<void> {
  expect([...(await layoutProblems(page)), ...(await accessibilityProblems(page))]).toEqual([]);
}

for (const language of ['en', 'zh'] as const) {
  const { session, watch } = catalogues[language];

  test(`a newcomer sets this post up, leads it, and finds it again after a restart: ${language}`, async ({ context }) => {
    const broker = await startMosquitto();
    const fresh = await startFreshPost();
    const page = await openPage(context, fresh.post.url, language, 'dark');
    const complaints = collectComplaints(page);
    const steps = firstSteps(page, language);
    await steps.welcome();
    await expectWhole(page);
    expect(readdirSync(fresh.data)).toEqual([]);

    await steps.chooseSetUp();
    await expectWhole(page);
    await page.keyboard.press('Escape');
    await steps.welcome();
    await steps.chooseSetUp();
    await steps.setUpWrongly();
    await expectWhole(page);
    expect(readdirSync(fresh.data)).toEqual([]);

    await steps.setUp(broker.url);
    await expectWhole(page);
    await steps.makeLeadWrongly();
    await expectWhole(page);
    await steps.makeLead();
    await expect(page.getByRole('navigation')).toBeVisible();
    await expect(page.getByRole('region', { name: watch.health.title })).toContainText(`${watch.health.broker} ${watch.health.ok}`);
    await expectWhole(page);
    const yaml = readFileSync(join(fresh.data, 'guardpost.yaml'), 'utf8');
    for (const text of [place.site, place.post, broker.url]) expect(yaml).toContain(text);

    await page.reload();
    await expect(page.getByRole('navigation')).toBeVisible();
    expect(otherThanKnocking(complaints())).toEqual([]);
    const again = await fresh.restart();
    await page.goto(again.url);
    await steps.signIn();
    await expect(page.getByRole('navigation')).toBeVisible();
    expect((await guardpost(['verify', '--data', fresh.data])).stdout).toContain('OK');
    expect(await fresh.stop()).toBe(0);
    await broker.stop();
  });

  test(`a newcomer looks around, and nothing of it is kept: ${language}`, async ({ context }) => {
    const fresh = await startFreshPost();
    const page = await openPage(context, fresh.post.url, language, 'light');
    const complaints = collectComplaints(page);
    await firstSteps(page, language).welcome();
    await page.keyboard.press('2');
    await expect(page.getByRole('region', { name: session.signIn.demoTitle })).toContainText('PIN 111111', { timeout: swapMs });
    await expectWhole(page);
    await page.keyboard.press('1');
    await expect(page.getByRole('navigation')).toBeVisible();
    await expect(page.getByRole('region', { name: watch.health.title })).toContainText(`${watch.health.broker} ${watch.health.ok}`);
    await expectWhole(page);
    expect(otherThanKnocking(complaints())).toEqual([]);
    expect(fresh.leftovers()).toHaveLength(1);
    expect(await fresh.post.stop()).toBe(0);
    expect([...fresh.leftovers(), ...readdirSync(fresh.data)]).toEqual([]);
    await fresh.stop();
  });
}
