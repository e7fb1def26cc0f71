/**
 * The control panel of one line, as others see it: requests, signs, keys, installation and readdressing (SIA OSDP v2.2).
 * What is said when is decided elsewhere: line-driver.ts, schedule.ts, reader-session.ts.
 */
import { tryEncodeCommand } from '../commands.ts';
import type { Address, Command, CommandName, Reply } from '../messages.ts';
import { fail, ok, type Result } from '../result.ts';
import { InstallRun } from './install-run.ts';
import { LineDriver } from './line-driver.ts';
import type { ReaderSession } from './reader-session.ts';
import type { ByteLine, ControlPanel, ControlPanelOptions, InstallOptions, InstallProblem, KeySet, ReaderStatus, RequestProblem, SeenFrame } from './words.ts';

/** These have a way of their own, or none: the session says them itself. */
const notForRequests: readonly CommandName[] = ['chlng', 'scrypt', 'keySet', 'comset'];
/** From the last byte of COM to the first at the new address and speed (clause 6.13: the reader needs time to change over). */
const changeOverMs = 100;

/**
 * Makes the control panel of one line; nothing is sent before `lineUp`.
 * @throws RangeError when two readers have the same address or the same id, or a key has not 16 bytes.
 */
export function createControlPanel(options: ControlPanelOptions): ControlPanel {
  const { readers } = options;
  const distinct = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;
  if (!distinct(readers.map((reader) => reader.address)) || !distinct(readers.map((reader) => reader.readerId))) {
    throw new RangeError('readers of one line have different addresses and ids');
  }
  return new Panel(options);
}

class Panel implements ControlPanel {
  readonly #options: ControlPanelOptions;
  readonly #driver: LineDriver;

  constructor(options: ControlPanelOptions) {
    this.#options = options;
    this.#driver = new LineDriver(options);
  }

  get rounds(): number {
    return this.#driver.rounds;
  }

  lineUp(line: ByteLine): void {
    this.#driver.up(line);
  }

  lineDown(): void {
    this.#driver.down();
  }

  received(chunk: Uint8Array, atMs: number): void {
    this.#driver.received(chunk, atMs);
  }

  stop(): void {
    this.#driver.stop();
  }

  watchFrames(listener: ((seen: SeenFrame) => void) | null): void {
    this.#driver.watcher = listener;
  }

  status(readerId: string): ReaderStatus | null {
    return this.#session(readerId)?.status() ?? null;
  }

  async request(readerId: string, command: Command): Promise<Result<Reply, RequestProblem>> {
    const session = this.#session(readerId);
    if (session === undefined) return fail({ code: 'noSuchReader' });
    if (notForRequests.includes(command.name)) return fail({ code: 'refused' });
    return this.#submit(session, command);
  }

  indicate(readerId: string, commands: readonly Command[]): void {
    const session = this.#session(readerId);
    const sendable = commands.filter((command) => !notForRequests.includes(command.name) && tryEncodeCommand(command).ok);
    if (session !== undefined) this.#driver.run((nowMs) => session.indicate(sendable, nowMs));
  }

  setKeys(readerId: string, keys: KeySet): void {
    const session = this.#session(readerId);
    if (session !== undefined) this.#driver.run((nowMs) => session.setKeys(keys, nowMs));
  }

  async install(readerId: string, options: InstallOptions): Promise<Result<void, InstallProblem>> {
    const session = this.#session(readerId);
    if (session === undefined) return fail('noSuchReader');
    if (this.#driver.line === null) return fail('lineDown');
    if (options.signal.aborted) return fail('cancelled');
    return new Promise((resolve) => this.#openWindow(session, options, resolve));
  }

  async changeAddress(
    readerId: string,
    to: { readonly address: Address; readonly baudRate: number },
  ): Promise<Result<{ readonly address: Address; readonly baudRate: number }, RequestProblem>> {
    const session = this.#session(readerId);
    if (session === undefined) return fail({ code: 'noSuchReader' });
    const line = this.#driver.line;
    const others = this.#driver.sessions.filter((each) => each !== session);
    const changesSpeed = to.baudRate !== this.#driver.baudRate;
    const harms = others.some((each) => each.address === to.address) || (changesSpeed && (others.length > 0 || line?.setBaudRate === undefined));
    if (harms) return fail({ code: 'refused' });
    const answer = await this.#submit(session, { name: 'comset', ...to });
    if (!answer.ok) return answer;
    if (answer.value.name !== 'com') return fail({ code: 'refused' });
    const { address, baudRate } = answer.value;
    return this.#changeOver(session, line, { address, baudRate });
  }

  /** The reader is there from now on: the port follows, and the session begins anew. */
  async #changeOver(
    session: ReaderSession,
    line: ByteLine | null,
    said: { readonly address: Address; readonly baudRate: number },
  ): Promise<Result<{ readonly address: Address; readonly baudRate: number }, RequestProblem>> {
    await line?.drained?.();
    await new Promise<void>((resolve) => this.#options.timer.after(changeOverMs, resolve));
    if (said.baudRate !== this.#driver.baudRate && this.#driver.sessions.length === 1) {
      await line?.setBaudRate?.(said.baudRate);
      this.#driver.baudRate = said.baudRate;
    }
    this.#driver.run((nowMs) => session.moved(said.address, nowMs));
    return ok(said);
  }

  #submit(session: ReaderSession, command: Command): Promise<Result<Reply, RequestProblem>> {
    if (!tryEncodeCommand(command).ok) return Promise.resolve(fail({ code: 'refused' }));
    return new Promise((answer) => this.#driver.run((queuedAtMs) => session.submit({ command, queuedAtMs, answer })));
  }

  #openWindow(session: ReaderSession, options: InstallOptions, resolve: (result: Result<void, InstallProblem>) => void): void {
    const { timer } = this.#options;
    const close = (problem?: InstallProblem): void => this.#driver.run((nowMs) => session.endInstall(run, problem, nowMs));
    const stored = (isStored: boolean): void => this.#driver.run((nowMs) => session.keyStored(run, isStored, nowMs));
    const onAbort = (): void => close('cancelled');
    const cancelTimer = timer.after(options.windowMs, () => close());
    options.signal.addEventListener('abort', onAbort);
    const run = new InstallRun({
      newKey: options.newKey,
      onStage: options.onStage,
      // After all that is told now: a pending key that has just proved itself is settled before another one is stored.
      store: () => queueMicrotask(() => void options.storePending().then(stored, () => stored(false))),
      finish: (result) => {
        cancelTimer();
        options.signal.removeEventListener('abort', onAbort);
        resolve(result);
      },
    });
    this.#driver.run((nowMs) => session.install(run, nowMs));
  }

  #session(readerId: string): ReaderSession | undefined {
    return this.#driver.sessions.find((session) => session.readerId === readerId);
  }
}
