/** A disk that is really full: said in red and in words on every screen, and over by itself when there is room again. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { errors } from '../../src/shared/i18n/en/errors.ts';
import { log } from '../../src/shared/i18n/en/log.ts';
import { watch } from '../../src/shared/i18n/en/watch.ts';
import { openPty, rdm6300Frame } from '../fixtures/pty.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { collectComplaints } from './complaints.ts';
import { accessibilityProblems, layoutProblems } from './in-page-checks.ts';
import { lead, startOwnPost } from './own-post.ts';

/** A small disk of its own; null where we may not mount. */
function mountDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    // A container without the right to mount: the same rules are tested on a failing ledger in tests/unit/services.
    rmSync(folder, { recursive: true });
    return null;
  }
}
function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}
/** This file is also read where no test runs: nothing may stay mounted from that. */
function canMount(): boolean {
  const tried = process.getuid?.() === 0 ? mountDisk() : null;
  if (tried !== null) unmount(tried);
  return tried !== null;
}

if (canMount()) {
  let disk = '';
  test.beforeAll(() => {
    disk = mountDisk() ?? '';
  });
  test.afterAll(() => unmount(disk));

  test('the log can not be written: a red bar says so, what still works and what to do; with room again it goes', async ({ page }) => {
    const line = await openPty();
    const own = await startOwnPost({
      data: join(disk, 'data'),
      yaml: `post: { site: Plant 1, name: East gate }\nreaders:\n  - { id: east-in, path: ${line.near}, baudRate: 9600, protocol: em4100 }\n`,
    });
    const complaints = collectComplaints(page);
    await page.goto(own.post.url);
    await signIn(page, lead.name, lead.pin);

    const { bsize, bavail } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bsize * bavail));
    const bar = page.getByRole('alert').filter({ hasText: watch.store.failed });
    let shown = 0;
    // Some rows still fit in what the log file has taken already: cards come until one does not.
    await expect(async () => {
      for (let i = 0; i < 20; i += 1) line.send(rdm6300Frame((0x7e00000000 + shown++).toString(16).toUpperCase().padStart(10, '0')));
      await expect(bar).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(bar).toContainText(errors.store.diskFull);
    await expect(bar).toContainText(watch.store.works);
    await expect(bar).toContainText(watch.store.todo);
    await expect(page.getByRole('region', { name: watch.health.title })).toContainText(watch.health.failed);
    await page.keyboard.press('F5');
    await page.keyboard.type('On paper now', { delay: 40 });
    await page.keyboard.press('Enter');
    await expect(page.getByText(errors.store.diskFull).last()).toBeVisible();
    await expect(page.getByLabel(log.note.label, { exact: true })).toHaveValue('On paper now');
    expect([...(await layoutProblems(page)), ...(await accessibilityProblems(page))]).toEqual([]);

    rmSync(join(disk, 'filler'));
    await expect(bar).toBeHidden();
    await expect(page.getByRole('option').filter({ hasText: 'Writing works again' }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option').filter({ hasText: 'On paper now' }).first()).toBeVisible();
    expect(complaints()).toEqual([]);
    expect(await own.stop()).toBe(0);
    await line.unplug();
  });
}
