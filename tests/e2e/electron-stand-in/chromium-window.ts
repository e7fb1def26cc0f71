/** The one Chromium behind the stand-in's windows. Prints where a test can take hold of it. */
import type { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Request as PlaywrightRequest, type Route } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../../fixtures/chromium.ts';
import { inPageScript } from './in-page.ts';
import { fromChromium, WebContents } from './web-contents.ts';

type Answer = (request: Request) => Promise<Response>;

class ChromiumWindow {
  #context: BrowserContext | null = null;
  #profile = '';
  readonly #answers = new Map<string, Answer>();
  readonly #contents = new Map<Page, WebContents>();

  async launch(): Promise<void> {
    this.#profile = mkdtempSync(join(tmpdir(), 'guardpost-stand-in-'));
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: chromiumPath(),
      args: [...chromiumArguments, '--remote-debugging-port=0'],
      viewport: { width: 1280, height: 720 },
      // The program under test decides what a signal means.
      ...{ handleSIGTERM: false, handleSIGINT: false, handleSIGHUP: false },
    });
    await this.#context.route('**/*', (route) => this.#onRequest(route));
  }

  /** Says where a test can take hold of the window. */
  tellShown(): void {
    const [port] = readFileSync(join(this.#profile, 'DevToolsActivePort'), 'utf8').split('\n');
    process.stdout.write(`stand-in shows the page at http://127.0.0.1:${port}\n`);
  }

  serve(scheme: string, answer: Answer): void {
    this.#answers.set(`${scheme}:`, answer);
  }

  async open(preload: string, ipcMain: EventEmitter, created: (contents: WebContents) => void): Promise<WebContents> {
    const context = this.#context;
    if (!context) throw new Error('a window before the program was ready');
    const page = context.pages()[0] ?? (await context.newPage());
    const contents = new WebContents(page);
    this.#contents.set(page, contents);
    created(contents);
    page.on('popup', (popup) => {
      if (contents.openHandler().action === 'deny') void popup.close();
    });
    await page.exposeBinding('__standInSend', ({ frame }, channel: string) => {
      ipcMain.emit(channel, { sender: contents, senderFrame: contents.senderFrame(frame) });
    });
    await page.exposeBinding('__standInPort', (_source, id: number, data: unknown) => contents.fromPage(id, data));
    await page.addInitScript(inPageScript(readFileSync(preload, 'utf8')));
    return contents;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    if (this.#profile) rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #contentsOf(request: PlaywrightRequest): WebContents | null {
    try {
      return this.#contents.get(request.frame().page()) ?? null;
    } catch {
      // Playwright has no frame yet for the first request of a window that the page opens.
      return null;
    }
  }

  async #onRequest(route: Route): Promise<void> {
    const request = route.request();
    const url = fromChromium(request.url());
    const contents = this.#contentsOf(request);
    // A window of its own that the page opens: it has no contents of ours, and nothing to load.
    if (!contents) return route.abort('aborted');
    if (request.isNavigationRequest() && !contents.mayNavigate(request.url())) return route.abort('aborted');
    const answer = this.#answers.get(new URL(url).protocol);
    if (!answer) return route.abort('blockedbyclient');
    const response = await answer(new Request(url, { method: request.method() }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  }
}

export const chromiumWindow = new ChromiumWindow();
