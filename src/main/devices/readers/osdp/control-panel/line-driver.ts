/**
 * Drives one line: gives the line to one session after the other, waits for replies, and hands on what the sessions have to tell.
 * Its timers are the only ones of the panel's rules; what is right to say is decided in reader-session.ts, whose turn it is in schedule.ts.
 */
import { Deframer } from '../deframer.ts';
import { decodeFrame, type Frame, maxFrameBytes } from '../frame.ts';
import type { EncodedMessage } from '../message-table.ts';
import { ReaderSession } from './reader-session.ts';
import { Schedule, type Turn } from './schedule.ts';
import { afterBrokenMs, gapMs, idleMs, replyTimeoutMs, signWaitMs, silenceMs, silentReaders, silentTries, wireMs } from './timing.ts';
import type { ByteLine, ControlPanelOptions, PanelEvent, SeenFrame } from './words.ts';

/** One command on the line, until it is answered or the time is over. */
interface Exchange {
  readonly session: ReaderSession;
  readonly sentAtMs: number;
  readonly sentBytes: number;
  untilMs: number;
  /** However many bytes keep coming. */
  readonly latestMs: number;
}

const nothing = new Uint8Array(0);
/** Bytes that keep coming although nothing was asked are waited for so long. */
const longestQuietMs = 100;

export class LineDriver {
  readonly sessions: readonly ReaderSession[];
  baudRate: number;
  rounds = 0;
  watcher: ((seen: SeenFrame) => void) | null = null;
  readonly #options: ControlPanelOptions;
  readonly #schedule = new Schedule<ReaderSession>();
  readonly #deframer = new Deframer({ gapMs });
  #line: ByteLine | null = null;
  #exchange: Exchange | null = null;
  #cancelTimer: (() => void) | null = null;
  #lastByteAtMs = 0;
  #freeSinceMs = 0;
  /** Somebody waits at a reader for the sign to a card: until then no poll. */
  #keptUntilMs = 0;
  #lastValidAtMs = 0;
  /** Since the last valid reply of anyone. */
  #unansweredTries = 0;
  readonly #unanswering = new Set<ReaderSession>();
  #silenceTold = false;
  #events: PanelEvent[] = [];
  readonly #polledThisRound = new Set<ReaderSession>();

  constructor(options: ControlPanelOptions) {
    this.#options = options;
    this.baudRate = options.baudRate;
    const { pollMs, randomBytes } = options;
    this.sessions = options.readers.map((reader) => new ReaderSession({ reader, pollMs, randomBytes, tell: (event) => this.#events.push(event) }));
  }

  get line(): ByteLine | null {
    return this.#line;
  }

  up(line: ByteLine): void {
    if (this.#line !== null) this.down();
    const nowMs = this.#options.nowMs();
    this.#line = line;
    this.#deframer.purge();
    this.#lastValidAtMs = nowMs;
    this.#hearing();
    this.run(() => {
      for (const session of this.sessions) session.lineUp(nowMs);
    });
  }

  down(): void {
    if (this.#line === null) return;
    this.#line = null;
    this.#exchange = null;
    this.run((nowMs) => {
      for (const session of this.sessions) session.lineDown(nowMs);
    });
  }

  stop(): void {
    this.#line = null;
    this.#exchange = null;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    for (const session of this.sessions) session.stop();
    this.#events = [];
  }

  /** Every change of a session goes through here: what it has to tell is told when it has taken its new state, and then the line goes on. */
  run(change: (nowMs: number) => void): void {
    try {
      change(this.#options.nowMs());
      this.#hand();
    } finally {
      this.#goOn();
    }
  }

  received(chunk: Uint8Array, atMs: number): void {
    const nowMs = this.#options.nowMs();
    const { frames, badChecks } = this.#deframer.push(chunk, atMs);
    this.#lastByteAtMs = nowMs;
    if (this.#exchange !== null && badChecks > 0) {
      this.#exchange.session.broken(badChecks);
      this.#exchange.untilMs = Math.min(this.#exchange.untilMs, nowMs + afterBrokenMs);
    }
    this.run(() => {
      for (const frame of frames) this.#take(frame, nowMs, atMs);
    });
  }

  #hand(): void {
    while (this.#events.length > 0) {
      const event = this.#events.shift();
      if (event?.type === 'card') this.#keptUntilMs = this.#options.nowMs() + signWaitMs;
      if (event !== undefined) this.#options.onEvent(event);
    }
  }

  #take(frame: Frame, nowMs: number, atMs: number): void {
    const session = frame.fromReader ? this.sessions.find((each) => each.address === frame.address) : undefined;
    if (frame.fromReader) this.#heard(nowMs);
    const exchange = this.#exchange;
    const isTurn = exchange !== null && exchange.session === session;
    const before = session?.pollsAnswered;
    const roundTripMs = isTurn ? atMs - exchange.sentAtMs - wireMs(exchange.sentBytes, this.baudRate) : null;
    const received = session?.receive(frame, nowMs, atMs, roundTripMs) ?? { is: 'stray', message: inClear(frame) };
    this.#show('in', atMs, frame, received.message, received.is === 'done');
    if (received.is === 'broken' && isTurn) exchange.untilMs = Math.min(exchange.untilMs, nowMs + afterBrokenMs);
    if (received.is === 'done' && isTurn) this.#free(nowMs);
    if (session !== undefined && session.pollsAnswered !== before) this.#polled(session);
  }

  /** A reader was heard. After a silence of the line the others are probably back as well. */
  #heard(nowMs: number): void {
    if (nowMs - this.#lastValidAtMs >= silenceMs) for (const session of this.sessions) session.hurry(nowMs);
    this.#lastValidAtMs = nowMs;
    this.#hearing();
  }

  #hearing(): void {
    this.#unansweredTries = 0;
    this.#unanswering.clear();
    this.#silenceTold = false;
  }

  #polled(session: ReaderSession): void {
    this.#polledThisRound.add(session);
    if (this.sessions.some((each) => each.online && !this.#polledThisRound.has(each))) return;
    this.rounds += 1;
    this.#polledThisRound.clear();
  }

  /** Sends where the line is free, and sets the one timer to whatever comes first. */
  #goOn(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#line === null) return;
    const nowMs = this.#options.nowMs();
    const wakeAtMs = this.#exchange === null ? this.#sendNext(this.#line, nowMs) : this.#exchangeWakeAtMs(nowMs);
    if (wakeAtMs === null) return;
    this.#cancelTimer = this.#options.timer.after(Math.max(0, Math.ceil(wakeAtMs - nowMs)), () => this.run((atMs) => this.#wake(atMs)));
  }

  #exchangeWakeAtMs(nowMs: number): number | null {
    if (this.#exchange === null) return null;
    const silentAtMs = this.#lastValidAtMs + silenceMs;
    return silentAtMs > nowMs && !this.#silenceTold ? Math.min(this.#exchange.untilMs, silentAtMs) : this.#exchange.untilMs;
  }

  /** @returns when to look again. */
  #sendNext(line: ByteLine, nowMs: number): number | null {
    const turns = new Map<ReaderSession, Turn>();
    for (const session of this.sessions) {
      const turn = session.turn();
      if (turn !== null) turns.set(session, turn);
    }
    // Quiet first; but noise must not keep the panel from speaking.
    const quietAtMs = Math.min(this.#lastByteAtMs + idleMs(this.baudRate), this.#freeSinceMs + longestQuietMs);
    const next = this.#schedule.pick(turns, nowMs);
    if (next === null) return this.#schedule.nextDueAtMs(turns);
    const turn = turns.get(next);
    const mayAtMs = turn?.urgent ? quietAtMs : Math.max(quietAtMs, this.#keptUntilMs);
    if (nowMs < mayAtMs) return mayAtMs;
    this.#keptUntilMs = 0;
    this.#send(line, next, turn, nowMs);
    return this.#exchangeWakeAtMs(nowMs);
  }

  #send(line: ByteLine, session: ReaderSession, turn: Turn | undefined, nowMs: number): void {
    if (turn !== undefined) this.#schedule.served(session, turn, nowMs);
    const bytes = session.transmit(nowMs);
    const untilMs = nowMs + replyTimeoutMs(bytes.length, this.baudRate, session.windowMs(this.#unansweredTries > 0));
    this.#deframer.purge();
    this.#exchange = { session, sentAtMs: nowMs, sentBytes: bytes.length, untilMs, latestMs: untilMs + wireMs(maxFrameBytes, this.baudRate) };
    line.write(bytes);
    this.#showSent(session, bytes, nowMs);
  }

  #wake(nowMs: number): void {
    const exchange = this.#exchange;
    if (exchange !== null && nowMs >= exchange.untilMs) this.#timeOver(exchange, nowMs);
    if (this.#silenceTold || nowMs < this.#lastValidAtMs + silenceMs || !this.#isSilent()) return;
    this.#silenceTold = true;
    for (const session of this.sessions) session.lineSilent(nowMs);
  }

  /** Enough of those who should answer were asked since the last reply of anyone. */
  #isSilent(): boolean {
    const unasked = this.sessions.filter((session) => session.online && !this.#unanswering.has(session)).length;
    return this.#unansweredTries >= silentTries && (unasked === 0 || this.#unanswering.size >= silentReaders);
  }

  #timeOver(exchange: Exchange, nowMs: number): void {
    const restUntilMs = Math.min(this.#lastByteAtMs + gapMs, exchange.latestMs);
    if (this.#deframer.pendingBytes > 0 && nowMs < restUntilMs) {
      exchange.untilMs = restUntilMs;
      return;
    }
    // What noise before it made look like a part of something longer.
    for (const frame of this.#deframer.push(nothing, nowMs).frames) this.#take(frame, nowMs, nowMs);
    if (this.#exchange === null) return;
    this.#free(nowMs);
    this.#unansweredTries += 1;
    this.#unanswering.add(exchange.session);
    this.#schedule.failed(exchange.sentAtMs);
    exchange.session.unanswered(nowMs);
  }

  #free(nowMs: number): void {
    this.#exchange = null;
    this.#freeSinceMs = nowMs;
  }

  #showSent(session: ReaderSession, bytes: Uint8Array, atMs: number): void {
    if (this.watcher === null && this.#options.onFrame === undefined) return;
    const frame = decodeFrame(bytes);
    if (frame.ok) this.#show('out', atMs, frame.value, session.inFlight?.message ?? null, true);
  }

  #show(direction: 'in' | 'out', atMs: number, frame: Frame, message: EncodedMessage | null, good: boolean): void {
    const seen = { direction, atMs, frame, message, good };
    this.#options.onFrame?.(seen);
    this.watcher?.(seen);
  }
}

/** What stands in a frame that needs no key. */
const inClear = (frame: Frame): EncodedMessage | null => (frame.mac === null ? { code: frame.code, data: frame.data } : null);
