/** One page as Electron's main process sees it: navigation that can be refused, and messages with ports to its preload. */
import { EventEmitter } from 'node:events';
import type { Frame, Page } from '@playwright/test';
import type { PortMain } from './port-main.ts';

/** `app://guardpost/x` is `https://guardpost.app.invalid/x` for Chromium, which gives no other scheme an origin. */
const suffix = '.app.invalid';
export const toChromium = (url: string): string => url.replace(/^app:\/\/([^/]+)/, `https://$1${suffix}`);
export const fromChromium = (url: string): string => url.replace(new RegExp(`^https://([^/]+)${suffix.replaceAll('.', '\\.')}`), 'app://$1');

let nextId = 1;

export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly page: Page;
  readonly #ports = new Map<number, PortMain>();
  #nextPort = 1;
  openHandler: () => { action: string } = () => ({ action: 'allow' });

  constructor(page: Page) {
    super();
    this.page = page;
    page.on('close', () => this.#closePorts());
  }

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }

  /** True when nobody of the program objects; then the ports of the document before are gone. */
  mayNavigate(url: string): boolean {
    let allowed = true;
    this.emit('will-navigate', { url: fromChromium(url), preventDefault: () => (allowed = false) });
    if (allowed) this.#closePorts();
    return allowed;
  }

  async load(url: string): Promise<void> {
    await this.page.goto(toChromium(url));
  }

  senderFrame(frame: Frame): { url: string; parent: unknown } {
    return { url: fromChromium(frame.url()), parent: frame.parentFrame() };
  }

  /** Hands ports over: the page gets real ones, whose other ends are carried to ours. */
  postMessage(channel: string, _message: null, ports: readonly PortMain[]): void {
    const ids = ports.map((port) => this.#bridge(port));
    void this.#tell(['deliver', channel, ids]);
    for (const port of ports) port.start();
  }

  fromPage(id: number, data: unknown): void {
    this.#ports.get(id)?.postMessage(data);
  }

  #bridge(port: PortMain): number {
    const id = this.#nextPort++;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => {
      if (typeof data !== 'string') throw new Error('the stand-in carries text messages only');
      void this.#tell(['message', id, data]);
    });
    port.on('close', () => {
      if (this.#ports.delete(id)) void this.#tell(['close', id]);
    });
    return id;
  }

  #closePorts(): void {
    for (const [id, port] of [...this.#ports]) {
      this.#ports.delete(id);
      port.close();
    }
  }

  /** The page may be gone or reloading at any moment: then nobody is there to be told. */
  async #tell(order: readonly unknown[]): Promise<void> {
    if (this.page.isClosed()) return;
    await this.page
      .evaluate((given) => Reflect.get(globalThis, '__standIn')(given), order)
      .catch((error: unknown) => {
        if (!this.page.isClosed()) process.stderr.write(`stand-in: ${String(error)}\n`);
      });
  }
}
