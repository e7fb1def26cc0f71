/**
 * What an answer of a reader leads to: who is told, what it means for the session, and when a refusal or a reply in clear ends it (clauses 5.9 and 7, Annex D).
 * Pure: it changes the state that it is given, and calls back what waits in there.
 */
import type { Frame } from '../frame.ts';
import type { Reply } from '../messages.ts';
import { fail, ok } from '../result.ts';
import type { Verdict } from './conversation.ts';
import type { OpeningStep } from './opening.ts';
import { meaningOf, type Refusal } from './refusal.ts';
import { eventOf } from './reply-events.ts';
import type { SessionState } from './session-state.ts';
import { busyMs, copyWithinMs } from './timing.ts';

interface Arrival {
  readonly nowMs: number;
  /** When its last byte came. */
  readonly atMs: number;
  /** Null where the line had gone on before it came. */
  readonly roundTripMs: number | null;
}

export class Answers {
  readonly #state: SessionState;

  constructor(state: SessionState) {
    this.#state = state;
  }

  /** @returns whether it was an answer. */
  take(verdict: Exclude<Verdict, { is: 'stray' | 'badMac' }>, frame: Frame, { nowMs, atMs, roundTripMs }: Arrival): boolean {
    this.#state.lastReplyAtMs = atMs;
    if (verdict.is === 'handshake') return this.#shaken(frame, nowMs, roundTripMs);
    if (verdict.is === 'busy') this.#wait(verdict.sealed, nowMs);
    else if (!this.#refused(verdict.reply, verdict.plain, nowMs)) {
      this.#settle(nowMs, roundTripMs);
      this.#took(verdict.reply, nowMs, atMs);
    }
    return true;
  }

  #settle(nowMs: number, roundTripMs: number | null): void {
    const state = this.#state;
    if (roundTripMs !== null) state.quality.exchanged(roundTripMs);
    state.talk.settle(copyWithinMs);
    state.startUp.proveCheck();
    state.failures = 0;
    state.badMacs = 0;
    state.lastGoodAtMs = nowMs;
    state.dueAtMs = nowMs;
    // It has just had its turn: a poll that was due long ago does not put it before the others.
    state.pollDueAtMs = Math.max(state.pollDueAtMs, nowMs);
  }

  #took(reply: Reply, nowMs: number, atMs: number): void {
    const state = this.#state;
    const asked = state.asked;
    state.asked = null;
    if (asked === null) return;
    const { purpose, command, job } = asked;
    if (purpose === 'keySet') {
      if (reply.name === 'ack') state.keyTaken(nowMs);
      else state.run?.end('refused');
      return;
    }
    if (purpose === 'greet') state.startUp.answeredGreeting(reply);
    if (purpose === 'question') this.#answered(reply, nowMs);
    if (purpose === 'poll') state.pollsAnswered += 1;
    if (purpose === 'poll' || purpose === 'job') state.holds();
    if (command?.name === 'comset' && reply.name === 'com') state.moving = true;
    this.#tellOf(reply, command?.name !== 'poll', nowMs, atMs);
    job?.answer(reply.name === 'nak' ? fail({ code: 'nak', nak: reply.code }) : ok(reply));
    state.goOn(nowMs);
  }

  #tellOf(reply: Reply, wasAsked: boolean, nowMs: number, atMs: number): void {
    const { trusted, talk, standing, tell } = this.#state;
    const event = eventOf(this.#state.readerId, reply, wasAsked, atMs);
    if (event === null) return;
    if (event.type === 'attached') this.#state.startUp.toldOfHeads();
    if (trusted) tell(event);
    else if (!talk.secure && (event.type === 'card' || event.type === 'keys')) standing.attempted('plainReply', nowMs);
  }

  #answered(reply: Reply, nowMs: number): void {
    const state = this.#state;
    state.startUp.answered(reply);
    if (reply.name !== 'pdcap' || !state.secureRequired || state.startUp.canSecure !== false || state.talk.secure) return;
    // It may be a lie of somebody on the line: the handshake is tried all the same.
    state.standing.attempted('noSecurity', nowMs);
    state.slow = true;
    state.run?.found('insecureRefused');
    state.lose('insecureRefused', nowMs);
  }

  /** BUSY: the same again after a while. Where BUSY was sealed, the channel has moved on, and the command is made anew. */
  #wait(sealed: boolean, nowMs: number): void {
    const state = this.#state;
    state.quality.busy += 1;
    state.failures = 0;
    state.dueAtMs = nowMs + busyMs;
    if (sealed) {
      state.talk.settle(copyWithinMs);
      if (state.asked?.job) state.jobs.putBack(state.asked.job);
      state.asked = null;
      state.pollDueAtMs = nowMs + busyMs;
    }
    state.expire(nowMs);
  }

  /** @returns whether the reply was a refusal, or one that should not have come in clear, and is dealt with. */
  #refused(reply: Reply, plain: boolean, nowMs: number): boolean {
    const state = this.#state;
    const purpose = state.asked?.purpose;
    if (purpose === undefined) return false;
    if (reply.name !== 'nak') {
      const allowed = !plain || (purpose === 'keySet' && reply.name === 'ack');
      if (!allowed) this.#plainReply(nowMs);
      return !allowed;
    }
    state.quality.naks += 1;
    const meaning = meaningOf({
      nak: reply.code,
      purpose,
      isPoll: state.asked?.command?.name === 'poll',
      hasChannel: state.talk.secure,
      inClear: plain || !state.talk.secure,
      needsChannel: state.needsChannel,
      checkProven: state.startUp.checkProven,
      canSecure: state.startUp.canSecure,
    });
    if (meaning !== 'final') this.#deal(meaning, nowMs);
    // A refusal of ID as a greeting: try POLL. One of POLL is an answer like any other.
    else if (purpose === 'greet' && state.asked?.command?.name === 'id') state.restart(nowMs);
    else return false;
    return true;
  }

  #deal(meaning: Exclude<Refusal, 'final'>, nowMs: number): void {
    const state = this.#state;
    switch (meaning) {
      case 'repeat':
        state.dueAtMs = nowMs + busyMs;
        state.expire(nowMs);
        break;
      case 'tryOtherCheck':
        state.startUp.otherCheck();
        state.restart(nowMs + busyMs);
        state.expire(nowMs);
        break;
      case 'sessionGone':
        state.sessionGone(nowMs);
        break;
      case 'plainReply':
        this.#plainReply(nowMs);
        break;
      case 'noSecurity':
        if (state.run === null) state.standing.attempted('noSecurity', nowMs);
        state.giveUp('insecureRefused', nowMs);
        break;
      case 'keyRefused':
        this.#keyRefused(state.opening.refused(), nowMs);
        break;
      case 'clearRefused':
        state.giveUp('insecureRefused', nowMs);
        break;
      case 'keyMayBeTaken':
        state.keyTaken(nowMs);
        break;
    }
  }

  /** A frame of the handshake. @returns whether it was the one that is due. */
  #shaken(frame: Frame, nowMs: number, roundTripMs: number | null): boolean {
    const state = this.#state;
    const step = state.opening.accept(frame);
    if (step.is === 'stray') return false;
    this.#settle(nowMs, roundTripMs);
    state.asked = null;
    if (step.is === 'refused') this.#keyRefused(step, nowMs);
    if (step.is === 'channel') this.#entered(step, nowMs);
    return true;
  }

  #entered({ channel, role }: Extract<OpeningStep, { is: 'channel' }>, nowMs: number): void {
    const { run, opening, talk, tell } = this.#state;
    talk.enter(channel);
    // In a window the new key is the pending one until it proves itself; one of an earlier window that proves itself must not be lost for it.
    const proven = run === null || role === 'new' || role === 'pending' ? opening.settlePending() : null;
    if (proven !== null) tell({ type: 'pendingKey', readerId: this.#state.readerId, proven });
    if (run !== null && role !== 'new') {
      run.channelOpen(role === 'default');
      return;
    }
    run?.done();
    this.#state.goOn(nowMs);
  }

  #keyRefused({ hasDefault, last }: { readonly hasDefault: boolean; readonly last: boolean }, nowMs: number): void {
    const state = this.#state;
    if (hasDefault && state.run === null) state.standing.attempted('defaultKey', nowMs);
    if (last) state.giveUp(hasDefault ? 'defaultKey' : 'wrongKey', nowMs);
    else state.restart(nowMs);
  }

  #plainReply(nowMs: number): void {
    this.#state.standing.attempted('plainReply', nowMs);
    this.#state.sessionGone(nowMs);
  }
}
