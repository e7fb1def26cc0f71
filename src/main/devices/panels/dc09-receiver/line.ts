/**
 * One listener with the panels behind it: each frame is judged, kept, and answered then. Frames of all diallers that come
 * while the disk works make the next group. Must not acknowledge what is not on disk.
 */
import type { Clock } from '../../../core/ports/clock.ts';
import type { PanelEvents, PanelMessage, PanelSecrets } from '../../../core/ports/devices.ts';
import { encodeAnswer } from '../dc09/answer.ts';
import { readContent } from '../dc09/content.ts';
import { GroupCommit } from '../mqtt-client/group-commit.ts';
import type { LinkState, SupervisedPanel } from '../mqtt-client/supervision.ts';
import type { SiaReader } from '../sia/message.ts';
import { type Dialler, type DiallerLimits, DiallerSockets } from './dialler-sockets.ts';
import { Repeats } from './repeats.ts';
import { judge, type Verdict } from './verdict.ts';

export interface ReceivingPanel {
  readonly supervised: SupervisedPanel;
  readonly reader: SiaReader;
}

export interface LineOptions {
  readonly host: string;
  readonly port: number;
  readonly panels: readonly ReceivingPanel[];
  readonly secrets: PanelSecrets;
  readonly clock: Clock;
  readonly events: PanelEvents;
  readonly limits: DiallerLimits;
  readonly retryMs: number;
  readonly changed: () => void;
  /** A group could not be kept; its diallers get no answer and will repeat it. */
  readonly notKept: (error: unknown) => void;
}

interface Item {
  readonly message: PanelMessage;
  readonly answer: Buffer | null;
  readonly dialler: Dialler;
}

const keptHeadBytes = 4096;
const maxItems = 500;
const maxBytes = 4_194_304;
/** Rows about frames that are nobody's business, per minute: noise on the port must not fill the day log. */
const problemsPerMinute = 20;
const dayMs = 86_400_000;

export class Line {
  readonly #options: LineOptions;
  readonly #sockets: DiallerSockets;
  readonly #groups: GroupCommit<Item>;
  readonly #repeats: Repeats;
  readonly #paused = new Set<Dialler>();
  #problems = { sinceMonoMs: 0, count: 0 };
  #retry: NodeJS.Timeout | undefined;
  #port: number | null = null;
  link: LinkState = { state: 'connecting', cause: null, detail: null };

  constructor(options: LineOptions) {
    this.#options = options;
    this.#repeats = new Repeats(options.clock.monoMs());
    this.#groups = new GroupCommit<Item>({
      maxItems,
      maxBytes,
      sizeOf: ({ message }) => message.payloadBytes,
      keep: (group) => options.events.messages(group.map(({ message }) => message)),
      kept: (group) => {
        for (const { answer, dialler } of group) if (answer !== null) dialler.write(answer);
      },
      failed: (_items, error) => {
        options.notKept(error);
        this.#resumeAll();
        return [];
      },
    });
    this.#sockets = new DiallerSockets({
      limits: options.limits,
      frame: (bytes, dialler) => this.#frame(bytes, dialler),
      noise: (bytes) => this.#noise(bytes),
      listening: (port) => this.#listening(port),
      failed: (error) => this.#failed(error),
    });
  }

  /** Where it listens; null = not now. */
  address(): { readonly host: string; readonly port: number } | null {
    return this.#port === null ? null : { host: this.#options.host, port: this.#port };
  }

  start(): void {
    this.#sockets.listen(this.#options.host, this.#options.port);
  }

  /** Takes no new diallers; resolves when what has arrived is kept and answered. `cut` ends it. */
  stop(): Promise<void> {
    clearTimeout(this.#retry);
    this.#port = null;
    this.#sockets.stopListening();
    return this.#groups.idle();
  }

  cut(): void {
    this.#sockets.end();
  }

  /** Not a frame at all: it is nobody's in particular, and shown at each panel of this port. */
  #noise(bytes: number): void {
    for (const { supervised } of this.#options.panels) {
      supervised.entry.traffic('', Buffer.from(`${bytes} bytes without a frame`), false, this.#options.clock.utcMs());
    }
    this.#options.changed();
  }

  #listening(port: number): void {
    this.#port = port;
    this.link = { state: 'online', cause: null, detail: null };
    for (const { supervised } of this.#options.panels) supervised.connected(this.#options.clock.monoMs());
    this.#options.changed();
  }

  #failed(error: NodeJS.ErrnoException): void {
    this.#port = null;
    const cause = error.code === 'EADDRINUSE' ? 'portTaken' : error.code === 'EACCES' ? 'accessDenied' : 'openFailed';
    this.link = { state: 'offline', cause, detail: `${this.#options.host}:${this.#options.port} ${error.code ?? error.message}` };
    this.#options.changed();
    this.#retry = setTimeout(() => this.start(), this.#options.retryMs);
  }

  #frame(bytes: Buffer, dialler: Dialler): void {
    const { clock, secrets, panels } = this.#options;
    const nowUtcMs = clock.utcMs();
    const verdict = judge(bytes, { readers: panels.map(({ reader }) => reader), secrets, nowUtcMs });
    this.#note(verdict, bytes, nowUtcMs);
    const { answer, frame } = verdict;
    const reply = answer === null || frame === null ? null : encodeAnswer(answer, frame, nowUtcMs, verdict.key);
    // A refusal beyond the limit is answered as the others were, but has no row.
    if (answer !== 'ack' && this.#isTooMany()) {
      if (reply !== null) dialler.write(reply);
      return;
    }
    let mayGoOn = false;
    this.#groups.offer({ message: this.#messageOf(verdict, bytes, nowUtcMs), answer: reply, dialler }, () => {
      mayGoOn = true;
      this.#resumeAll();
    });
    if (mayGoOn) return;
    this.#paused.add(dialler);
    dialler.pause();
  }

  #note(verdict: Verdict, bytes: Buffer, nowUtcMs: number): void {
    const { panel, reading, answer, text } = verdict;
    const supervised = this.#options.panels.find((one) => one.supervised.config.id === panel?.id)?.supervised;
    if (supervised === undefined) return;
    if (answer === 'ack') supervised.heard(reading.signals, false, nowUtcMs, this.#options.clock.monoMs());
    supervised.entry.traffic(verdict.account, answer === 'ack' ? Buffer.from(text, 'utf8') : bytes, reading.problem === null, nowUtcMs);
    this.#options.changed();
  }

  #messageOf(verdict: Verdict, bytes: Buffer, arrivedAtUtcMs: number): PanelMessage {
    const { panel, frame, account, reading, answer, text } = verdict;
    // Signs of life have no number of their own and nothing to double.
    const isKept = answer === 'ack' && panel !== null && frame !== null && frame.id !== 'NULL';
    const redeliveryKey = isKept ? `dc09:${panel.id}:${account}:${frame.sequence}:${frame.crc}` : null;
    const mayBeRedelivered = redeliveryKey !== null && this.#repeats.mayBe(redeliveryKey, isTimed(text, arrivedAtUtcMs), this.#options.clock.monoMs());
    return {
      panelId: panel?.id ?? null,
      redeliveryKey,
      mayBeRedelivered,
      topic: account === '' ? 'dc09' : `dc09/${account}`,
      payloadHead: Buffer.from(text, 'utf8').subarray(0, keptHeadBytes),
      payloadBytes: bytes.length,
      arrivedAtUtcMs,
      signals: reading.signals,
      problem: reading.problem,
      ...(reading.unknownWord === undefined ? {} : { unknownWord: reading.unknownWord }),
    };
  }

  #isTooMany(): boolean {
    const nowMonoMs = this.#options.clock.monoMs();
    if (nowMonoMs - this.#problems.sinceMonoMs > 60_000) this.#problems = { sinceMonoMs: nowMonoMs, count: 0 };
    this.#problems.count += 1;
    return this.#problems.count > problemsPerMinute;
  }

  #resumeAll(): void {
    for (const dialler of this.#paused) dialler.resume();
    this.#paused.clear();
  }
}

/** Does the message name a time near ours? A clock that stands still tells nothing apart. */
function isTimed(text: string, nowUtcMs: number): boolean {
  const atUtcMs = readContent(text.slice(text.indexOf('[')))?.atUtcMs ?? null;
  return atUtcMs !== null && Math.abs(atUtcMs - nowUtcMs) < dayMs;
}
