/** A post that nobody has set up yet, and the steps of a newcomer from its first screen on, in either language. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { catalogues } from '../../src/shared/i18n/index.ts';
import type { Language } from '../../src/shared/model/users.ts';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';

export interface FreshPost {
  /** As it was first started. */
  readonly post: PostProcess;
  /** The data folder; empty until someone sets the post up. */
  readonly data: string;
  /** Ends the post and starts it again on the same data. */
  restart(): Promise<PostProcess>;
  /** Throw-away folders that the post has made and not yet removed. */
  leftovers(): string[];
  /** Ends the post, hands over its exit code, and removes the folders. */
  stop(): Promise<number | null>;
}

export async function startFreshPost(): Promise<FreshPost> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-fresh-'));
  const [data, temporary] = [join(folder, 'data'), join(folder, 'tmp')];
  for (const path of [data, temporary]) mkdirSync(path);
  const start = () => startPost(['--data', data], { TMPDIR: temporary });
  const first = await start();
  let post = first;
  return {
    post: first,
    data,
    async restart() {
      await post.stop();
      post = await start();
      return post;
    },
    leftovers: () => readdirSync(temporary),
    async stop() {
      const code = await post.stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** A page as it is for someone whose system has this language and theme. */
export async function openPage(context: BrowserContext, url: string, language: Language, theme: 'dark' | 'light'): Promise<Page> {
  await context.addInitScript(
    ([scheme, lng]) => {
      localStorage.setItem('guardpost.appearance', `${scheme} 100`);
      localStorage.setItem('guardpost.language', lng ?? '');
    },
    [theme, language],
  );
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-Hans' : 'en');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
  return page;
}

export const place = { site: 'Plant 1', post: 'North gate' } as const;
const firstLead = { name: 'Lea', pin: '135790' } as const;

/** A swap is the start of another post (the demo hashes four PINs at full cost), and then a knock with back-off of up to 5 s. */
export const swapMs = 40_000;

/** The steps; each waits for what it brings. */
export function firstSteps(page: Page, language: Language) {
  const { setup, firstLead: lead, firstRun, signIn } = catalogues[language].session;
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const title = (text: string, timeoutMs = 10_000) => expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible({ timeout: timeoutMs });
  const makeLead = async (again: string) => {
    await field(lead.name).fill(firstLead.name);
    await field(lead.secret).fill(firstLead.pin);
    await field(lead.again).fill(again);
    await page.keyboard.press('Enter');
  };
  return {
    welcome: () => title(firstRun.title),
    async chooseSetUp() {
      await page.keyboard.press('1');
      await title(setup.title);
      await expect(field(setup.site)).toBeFocused();
    },
    /** Nothing filled in, and a broker whose address is none. */
    async setUpWrongly() {
      await field(setup.broker).selectOption(setup.brokerOther);
      await field(setup.brokerUrl).fill('192.168.1.10');
      await page.keyboard.press('Enter');
      for (const words of [setup.siteMissing, setup.postMissing, setup.urlBad]) await expect(page.getByText(words)).toBeVisible();
    },
    /** `mqttUrl` null: the broker of the post itself. */
    async setUp(mqttUrl: string | null) {
      await field(setup.site).fill(place.site);
      await field(setup.post).fill(place.post);
      await field(setup.broker).selectOption(mqttUrl === null ? setup.brokerOwn : setup.brokerOther);
      if (mqttUrl !== null) await field(setup.brokerUrl).fill(mqttUrl);
      await field(setup.post).press('Enter');
      await title(lead.title, swapMs);
      await expect(page.getByText(`${place.site} · ${place.post}`)).toBeVisible();
      await expect(field(lead.name)).toBeFocused();
    },
    makeLead: () => makeLead(firstLead.pin),
    async signIn() {
      await title(signIn.title);
      await field(signIn.name).fill(firstLead.name);
      await field(signIn.secret).fill(firstLead.pin);
      await page.keyboard.press('Enter');
    },
    async makeLeadWrongly() {
      await makeLead('135791');
      await expect(page.getByRole('alert').filter({ hasText: lead.notSame })).toBeVisible();
    },
  };
}
