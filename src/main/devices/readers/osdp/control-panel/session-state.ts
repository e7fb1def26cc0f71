/**
 * What is known of one reader's session, and the ways from one state to another: up, lost, given up, begun anew.
 * What is said and what an answer means is reader-session.ts. Pure: times come in.
 */
import type { Command } from '../messages.ts';
import { fail } from '../result.ts';
import { Conversation } from './conversation.ts';
import type { InstallRun } from './install-run.ts';
import { type Job, JobQueue } from './job-queue.ts';
import { LineQuality } from './line-quality.ts';
import { Opening } from './opening.ts';
import { ReaderStanding } from './reader-standing.ts';
import type { Purpose } from './refusal.ts';
import { StartUp } from './start-up.ts';
import { lossMs, slowMs } from './timing.ts';
import type { LossCause, PanelEvent, PanelReader } from './words.ts';

export interface Asked {
  readonly purpose: Purpose;
  /** Null for a frame of a handshake. */
  readonly command: Command | null;
  /** Whose command it is; null once its owner has been told that nothing will come. */
  job: Job | null;
}

export interface SessionOptions {
  readonly reader: PanelReader;
  /** From one poll to the next. */
  readonly pollMs: number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly tell: (event: PanelEvent) => void;
}

/** Fresh starts without a good exchange, after which the next one waits. */
const mostRestarts = 3;

export class SessionState {
  readonly readerId: string;
  readonly secureRequired: boolean;
  readonly tell: (event: PanelEvent) => void;
  readonly talk: Conversation;
  readonly opening: Opening;
  readonly standing: ReaderStanding;
  readonly quality = new LineQuality();
  readonly startUp = new StartUp();
  readonly jobs = new JobQueue();
  run: InstallRun | null = null;
  asked: Asked | null = null;
  /** May be polled and given jobs. */
  ready = false;
  /** Asked rarely: it is not there, or it can't be spoken to as it must be. */
  slow = false;
  /** Tries without an answer. */
  failures = 0;
  badMacs = 0;
  /** When the next try is due; polls have a time of their own. */
  dueAtMs = 0;
  pollDueAtMs = 0;
  lastGoodAtMs = 0;
  lastReplyAtMs: number | null = null;
  pollsAnswered = 0;
  /** It said that it will be elsewhere, and isn't yet. */
  moving = false;
  #restarts = 0;

  constructor({ reader, randomBytes, tell }: SessionOptions) {
    this.readerId = reader.readerId;
    this.secureRequired = reader.secure === 'required';
    this.tell = tell;
    this.talk = new Conversation(reader.address);
    this.opening = new Opening(reader.keys, randomBytes);
    this.standing = new ReaderStanding(reader.readerId, tell);
  }

  get needsChannel(): boolean {
    return this.secureRequired || this.run !== null;
  }

  /** What a reader says may be handed on: in its own channel, or in clear where that is wanted. */
  get trusted(): boolean {
    return this.talk.secure ? !this.opening.isDefault : !this.secureRequired;
  }

  /** After a good exchange: the reader may be ready now, or it may be impossible to go on. */
  goOn(nowMs: number): void {
    const { talk, startUp } = this;
    if (startUp.greeted && (talk.secure ? !this.opening.isDefault && this.#channelIsForUse : !this.needsChannel)) this.#comeUp(nowMs);
    if (this.ready && talk.secure && this.run?.isWaiting) this.run.channelOpen(false);
    const stuck = this.needsChannel && !talk.secure && startUp.greeted && startUp.question === null && !this.opening.possible;
    if (stuck) this.giveUp('keyMissing', nowMs);
  }

  /** A channel that an install window opened with an old key carries the new one and nothing else. */
  get #channelIsForUse(): boolean {
    return this.ready || this.run === null || this.run.isOver;
  }

  #comeUp(nowMs: number): void {
    if (!this.ready) this.pollDueAtMs = nowMs;
    this.ready = true;
    this.slow = false;
    if (this.startUp.question === null) this.startUp.survey();
    this.standing.up(this.talk.secure);
  }

  /** A poll or a job was answered: the session holds. */
  holds(): void {
    this.#restarts = 0;
  }

  /** The conversation is lost on the reader's side: anew, at once unless it happens again and again. */
  sessionGone(nowMs: number): void {
    this.#restarts += 1;
    if (!this.slow && this.#isLongAgo(nowMs)) this.giveUp('noReply', nowMs);
    else if (this.#restarts > mostRestarts) this.giveUp('sessionLost', nowMs);
    else {
      if (this.talk.secure) this.lose('sessionLost', nowMs);
      this.restart(nowMs);
    }
  }

  /** Nothing good for so long that the reader counts as away. */
  expire(nowMs: number): void {
    if (!this.slow && this.#isLongAgo(nowMs)) this.giveUp('noReply', nowMs);
  }

  #isLongAgo(nowMs: number): boolean {
    return nowMs - this.lastGoodAtMs >= lossMs;
  }

  /** Asked rarely. What it was told off-line for may have been something else than its silence. */
  away(nowMs: number): void {
    this.dueAtMs = (this.talk.inFlight?.lastSentAtMs ?? nowMs) + slowMs;
    if (this.#isLongAgo(nowMs)) this.lose('noReply', nowMs);
  }

  giveUp(cause: LossCause, nowMs: number): void {
    this.slow = true;
    this.startUp.doubtCheck();
    this.run?.found(cause);
    // That a reader refuses the default key is what an install window finds out, and no news of the reader.
    if (this.run === null || cause !== 'wrongKey' || this.standing.online) this.lose(cause, nowMs);
    this.restart(nowMs + slowMs);
  }

  lose(cause: LossCause, nowMs: number): void {
    this.standing.down(cause, nowMs);
    if (this.asked !== null) {
      this.asked.job?.answer(fail({ code: 'noReply' }));
      this.asked.job = null;
    }
    this.jobs.drop('offline');
  }

  /** Sequence 0, no channel; the greeting is due then. */
  restart(dueAtMs: number): void {
    this.talk.restart();
    this.opening.forget();
    this.startUp.begin();
    if (this.asked?.job) this.jobs.putBack(this.asked.job);
    this.asked = null;
    this.ready = false;
    this.failures = 0;
    this.badMacs = 0;
    this.dueAtMs = dueAtMs;
  }

  /** The reader has the new key, or may have it: the handshake tells, also where the window is closed by now. */
  keyTaken(nowMs: number): void {
    if (this.run !== null) {
      this.run.taken();
      this.opening.installing({ newKey: this.run.newKey, isSent: true });
    }
    this.restart(nowMs);
  }

  /** An install window that has come to its end is put away. */
  tidy(nowMs: number): void {
    if (!this.run?.isOver) return;
    this.run = null;
    this.opening.installing(null);
    if (!this.ready) this.restart(nowMs);
  }
}
