/** What a browser fetches before the sign-in form is there, and in which order. */
import { expect, test } from '@playwright/test';
import { type PostProcess, startPost } from '../fixtures/post-process.ts';
import { collectComplaints } from './complaints.ts';
import { layoutProblems } from './in-page-checks.ts';

let post: PostProcess;
test.beforeAll(async () => {
  post = await startPost(['--demo']);
});
test.afterAll(async () => {
  expect(await post.stop()).toBe(0);
});

/** In the page, from its first moment: marks when the first field is there. */
function markFirstField(): void {
  new MutationObserver((_changes, observer) => {
    if (document.querySelector('input') === null) return;
    performance.mark('first field');
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

const isConsoleFile = (url: string) => /\/console-[^/]*\.js$/.test(url);

test('the sign-in form waits for nothing of the console, and the console comes by itself while someone types', async ({ page }) => {
  const complaints = collectComplaints(page);
  await page.addInitScript(markFirstField);
  const consoleCame = page.waitForResponse((response) => isConsoleFile(response.url()));
  await page.goto(post.url);
  await expect(page.getByText('PIN 111111')).toBeVisible();
  await (await consoleCame).finished();
  const fetched = await page.evaluate(() => {
    const firstFieldMs = performance.getEntriesByName('first field')[0]?.startTime ?? 0;
    return performance.getEntriesByType('resource').map((entry) => ({ url: entry.name, before: entry.startTime < firstFieldMs }));
  });
  const before = fetched.filter((file) => file.before && /\.(js|css)$/.test(file.url)).map((file) => file.url.replace(/^.*\/(.+)-.{8}(\.\w+)$/, '$1$2'));
  expect(before.toSorted()).toEqual(['page.css', 'page.js', 'react.js', 'rolldown-runtime.js', 'socket.js']);
  expect(complaints()).toEqual([]);
});

test('the post is called before the page itself has arrived', async ({ page }) => {
  let pageMayCome = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    pageMayCome = resolve;
  });
  await page.route(/\/page-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  const called = page.waitForEvent('websocket');
  const shown = page.goto(post.url);
  expect((await called).url()).toBe(`${post.url.replace('http', 'ws')}/rpc`);
  await expect(page.getByText('PIN 111111')).toBeHidden();
  pageMayCome();
  await shown;
  await expect(page.getByText('PIN 111111')).toBeVisible();
});

for (const kind of ['css', 'js']) {
  test(`the console comes whole, with its style sheets, although its ${kind} files could not be had when they were asked for`, async ({ page }) => {
    let away = true;
    const failed = page.waitForEvent('requestfailed');
    await page.route(new RegExp(`/(console|health-strip|ui)-[^/]*\\.${kind}$`), (route) => (away ? route.abort() : route.continue()));
    await page.goto(post.url);
    await failed;
    await page.keyboard.press('1');
    await expect(page.getByText('PIN 111111')).toBeHidden();
    away = false;
    await expect(page.getByRole('navigation')).toBeVisible();
    expect(await layoutProblems(page)).toEqual([]);
    // Without its style sheets the rail would lie across the page.
    expect(await page.getByRole('navigation').evaluate((rail) => rail.getBoundingClientRect().width)).toBeLessThan(300);
  });
}
