/**
 * The panel's session with one reader: what is said next and when, and what silence leads to (clauses 5.7 and 5.9). Answers: answers.ts.
 * Pure: times come in; bytes, events and answers go out. It has no timer, no clock and no line.
 */
import type { Frame } from '../frame.ts';
import type { EncodedMessage } from '../message-table.ts';
import type { Address, Command } from '../messages.ts';
import { fail } from '../result.ts';
import { Answers } from './answers.ts';
import type { InFlight } from './conversation.ts';
import type { InstallRun } from './install-run.ts';
import type { Job } from './job-queue.ts';
import type { Purpose } from './refusal.ts';
import type { Turn } from './schedule.ts';
import { type Asked, type SessionOptions, SessionState } from './session-state.ts';
import { probeWindowMs, replyWindowMs, slowMs } from './timing.ts';
import type { InstallProblem, KeySet, ReaderStatus } from './words.ts';

/** `done`: it was the answer. `broken`: it would have been, but its MAC does not hold. `stray`: not for the command in flight. */
export interface Received {
  readonly is: 'done' | 'broken' | 'stray';
  readonly message: EncodedMessage | null;
}

/** Tries after which a question is given up: a handshake with a reader that was away, a key that was sent, a chain of MACs. */
const mostTries = 4;

export class ReaderSession {
  readonly #state: SessionState;
  readonly #answers: Answers;
  readonly #pollMs: number;
  #hasLine = false;

  constructor(options: SessionOptions) {
    this.#state = new SessionState(options);
    this.#answers = new Answers(this.#state);
    this.#pollMs = options.pollMs;
  }

  get readerId(): string {
    return this.#state.readerId;
  }

  get address(): Address {
    return this.#state.talk.address;
  }

  get pollsAnswered(): number {
    return this.#state.pollsAnswered;
  }

  get online(): boolean {
    return this.#state.standing.online;
  }

  get inFlight(): InFlight | null {
    return this.#state.talk.inFlight;
  }

  /**
   * How late the reply may begin. A reader that is known to answer quickly is not waited for so long while it is away, or while the line itself
   * is in doubt: the others would be held up. @param inDoubt the try before came to nothing, whoever it was for.
   */
  windowMs(inDoubt: boolean): number {
    const { slow, asked, quality, failures } = this.#state;
    return inDoubt || (slow && asked?.purpose === 'greet') ? probeWindowMs(quality.roundTripMs, failures) : replyWindowMs;
  }

  status(): ReaderStatus {
    const { quality, startUp, standing, talk } = this.#state;
    const { exchanges, retries, badChecks, busy, naks, roundTripMs } = quality;
    const { identity, capabilities } = startUp;
    const { online, lastLoss } = standing;
    const { lastReplyAtMs } = this.#state;
    return { exchanges, retries, badChecks, busy, naks, roundTripMs, online, secure: online && talk.secure, lastReplyAtMs, identity, capabilities, lastLoss };
  }

  lineUp(nowMs: number): void {
    this.#hasLine = true;
    this.#state.slow = false;
    this.#state.lastGoodAtMs = nowMs;
    this.#state.restart(nowMs);
  }

  lineDown(nowMs: number): void {
    this.#hasLine = false;
    this.#state.lose('lineDown', nowMs);
    this.#state.restart(nowMs);
    this.#state.run?.end('lineDown');
    this.#state.tidy(nowMs);
  }

  /** Nobody on the line is heard. The session is kept: if it was the cable, it goes on where it was. */
  lineSilent(nowMs: number): void {
    if (this.online) this.#state.lose('lineSilent', nowMs);
  }

  /** Somebody on the line is heard again: ask now. */
  hurry(nowMs: number): void {
    if (this.#state.slow) this.#state.dueAtMs = Math.min(this.#state.dueAtMs, nowMs);
  }

  stop(): void {
    const { asked, jobs, run } = this.#state;
    this.#hasLine = false;
    asked?.job?.answer(fail({ code: 'cancelled' }));
    this.#state.asked = null;
    jobs.drop('cancelled');
    run?.end('cancelled');
  }

  submit(job: Job): void {
    if (this.online) this.#state.jobs.add(job);
    else job.answer(fail({ code: 'offline' }));
  }

  indicate(commands: readonly Command[], nowMs: number): void {
    if (this.online) this.#state.jobs.indicate(commands, nowMs);
  }

  setKeys(keys: KeySet, nowMs: number): void {
    const { opening, talk, needsChannel, run } = this.#state;
    const isOther = opening.setKeys(keys);
    if (needsChannel && run === null && (isOther || !talk.secure)) this.#state.restart(nowMs);
  }

  install(run: InstallRun, nowMs: number): void {
    const state = this.#state;
    state.run?.end('cancelled');
    state.tidy(nowMs);
    state.run = run;
    run.open();
    state.opening.installing({ newKey: run.newKey, isSent: false });
    if (!state.ready || !state.talk.secure) state.restart(nowMs);
    else if (this.inFlight === null) run.channelOpen(false);
    state.tidy(nowMs);
  }

  keyStored(run: InstallRun, isStored: boolean, nowMs: number): void {
    run.stored(isStored);
    if (run.maySend) this.#state.opening.addPending(run.newKey);
    if (run === this.#state.run) this.#state.dueAtMs = nowMs;
    this.#state.tidy(nowMs);
  }

  /** Without a problem: its time is over. */
  endInstall(run: InstallRun, problem: InstallProblem | undefined, nowMs: number): void {
    run.end(problem);
    this.#state.tidy(nowMs);
  }

  /** The reader is there from now on; it was silent since it said so. */
  moved(address: Address, nowMs: number): void {
    this.#state.moving = false;
    this.#state.talk.address = address;
    this.#state.restart(nowMs);
  }

  /** When it wants the line; null: it does not. */
  turn(): Turn | null {
    const { talk, run, failures, ready, jobs, startUp, dueAtMs, pollDueAtMs, moving } = this.#state;
    if (!this.#hasLine || moving || run?.isStoring) return null;
    const failing = failures > 0;
    if (talk.inFlight !== null) return { dueAtMs, urgent: false, failing };
    const job = ready && !run?.maySend ? jobs.first : null;
    const isPoll = ready && job === null && startUp.question === null && !run?.maySend;
    const nextAtMs = job?.queuedAtMs ?? (isPoll ? pollDueAtMs : dueAtMs);
    return { dueAtMs: Math.max(nextAtMs, talk.notBeforeMs), urgent: startUp.greeted && (!ready || job !== null || run?.maySend === true), failing };
  }

  /** The bytes to send now: those in flight again, or the next command's. */
  transmit(nowMs: number): Uint8Array {
    const { talk, asked, quality } = this.#state;
    if (talk.inFlight === null || asked?.purpose === 'greet') this.#begin(nowMs);
    else quality.retries += 1;
    return talk.send(nowMs);
  }

  /** A frame with a good check from this reader's address, whenever it comes. @param roundTripMs where this reader has the line. */
  receive(frame: Frame, nowMs: number, atMs: number, roundTripMs: number | null): Received {
    const state = this.#state;
    const verdict = state.talk.judge(frame);
    const clear = frame.mac === null ? { code: frame.code, data: frame.data } : null;
    if (verdict.is === 'stray') return { is: 'stray', message: clear };
    if (verdict.is === 'badMac') {
      state.badMacs += 1;
      state.quality.badChecks += 1;
      return { is: 'broken', message: null };
    }
    const isDone = this.#answers.take(verdict, frame, { nowMs, atMs, roundTripMs });
    state.tidy(nowMs);
    return { is: isDone ? 'done' : 'stray', message: verdict.is === 'reply' ? verdict.message : clear };
  }

  /** Answers that came broken while this reader had the line. */
  broken(checks: number): void {
    this.#state.quality.badChecks += checks;
  }

  /** The try came to nothing: no reply in time, or broken ones only. */
  unanswered(nowMs: number): void {
    const state = this.#state;
    state.failures += 1;
    state.dueAtMs = nowMs;
    const purpose = state.asked?.purpose;
    if (state.badMacs >= mostTries && state.talk.secure) state.sessionGone(nowMs);
    else if (purpose === 'keySet' && state.failures >= mostTries) state.keyTaken(nowMs);
    else if (state.slow && purpose === 'greet') state.away(nowMs);
    else if (state.slow && state.failures >= mostTries) state.restart(nowMs + slowMs);
    else state.expire(nowMs);
    state.tidy(nowMs);
  }

  #begin(nowMs: number): void {
    const { startUp, talk, opening, run } = this.#state;
    if (!startUp.greeted) talk.restart();
    const asked = this.#next();
    this.#state.asked = asked;
    talk.check = startUp.check;
    if (asked.purpose === 'poll') this.#state.pollDueAtMs = nowMs + this.#pollMs;
    if (asked.purpose === 'keySet') run?.sending();
    const proof = asked.purpose === 'prove' ? opening.proof : null;
    if (asked.command !== null) talk.begin(asked.command);
    else talk.beginHandshake(proof ?? opening.challenge(this.address, talk.check));
  }

  #next(): Asked {
    const { startUp, talk, run, ready, jobs, opening } = this.#state;
    const ask = (purpose: Purpose, command: Command | null, job: Job | null = null): Asked => ({ purpose, command, job });
    if (!startUp.greeted) return ask('greet', startUp.greet());
    if (talk.secure && run?.maySend) return ask('keySet', { name: 'keySet', key: run.newKey });
    const job = ready ? jobs.take() : null;
    if (job !== null) return ask('job', job.command, job);
    if (startUp.question !== null) return ask('question', startUp.question);
    if (!ready) return ask(opening.proof === null ? 'challenge' : 'prove', null);
    return ask('poll', { name: 'poll' });
  }
}
