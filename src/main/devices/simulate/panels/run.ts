/**
 * Plays the story of a simulated panel at a broker and answers commands, as a bridge would: with a will, a greeting and
 * its states. Must not know what a story says.
 */
import { connect, type MqttClient } from 'mqtt';
import type { PanelPublication, SimulatedDialect, StoryStep } from './simulated-dialect.ts';

export interface SimulationRunOptions {
  readonly dialect: SimulatedDialect;
  readonly url: string;
  readonly base: string;
  readonly username: string | null;
  readonly password: string | null;
  /** 2 = twice as fast. */
  readonly speed: number;
  /** End with the story, instead of staying to answer commands. */
  readonly once: boolean;
  /** Ends it at any time. */
  readonly signal: AbortSignal;
  readonly said: (step: StoryStep) => void;
  /** Without the payload: it may hold a code. */
  readonly commanded: (topic: string, answers: number) => void;
}

export type SimulationEnd = { readonly code: 'done' } | { readonly code: 'notConnected' | 'lost'; readonly detail: string };

const connectMs = 10_000;
const goneMs = 3000;

/** Resolves when it has ended, whatever ended it. Never throws for a broker that can't be reached. */
export async function runSimulation(options: SimulationRunOptions): Promise<SimulationEnd> {
  const { dialect, base, signal } = options;
  const client = connect(options.url, connectOptions(options));
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const closed = closing(client, ended);
  if (!(await connected(client, either))) {
    client.end(true);
    return signal.aborted ? { code: 'done' } : { code: 'notConnected', detail: closed.detail() };
  }
  answerCommands(client, options);
  const send = (publication: PanelPublication) => publish(client, publication);
  const greeting = dialect.availability(base);
  if (greeting !== null) await send({ topic: greeting.topic, payload: greeting.online, retain: true });
  for (const publication of dialect.announcements(base)) await send(publication);
  for (const step of dialect.story(base)) {
    await pause(step.afterMs / options.speed, either);
    if (either.aborted) break;
    await send(step);
    if (!either.aborted) options.said(step);
  }
  if (!options.once) await aborted(either);
  if (ended.signal.aborted) {
    client.end(true);
    return { code: 'lost', detail: closed.detail() };
  }
  if (greeting !== null) await send({ topic: greeting.topic, payload: greeting.offline, retain: true });
  await client.endAsync(false);
  return { code: 'done' };
}

function connectOptions({ dialect, base, username, password }: SimulationRunOptions) {
  const availability = dialect.availability(base);
  return {
    clientId: `guardpost-simulated-${process.pid}`,
    protocolVersion: 4 as const,
    reconnectPeriod: 0,
    connectTimeout: connectMs,
    ...(username === null ? {} : { username }),
    // MQTT 3.1.1 knows no password without a name (3.1.2.9).
    ...(password === null || username === null ? {} : { password }),
    ...(availability === null ? {} : { will: { topic: availability.topic, payload: Buffer.from(availability.offline), qos: 1 as const, retain: true } }),
  };
}

/** Why the connection went, once it has. */
function closing(client: MqttClient, ended: AbortController): { detail(): string } {
  let cause = 'connection closed';
  client.on('error', (error) => {
    // A name with several addresses fails with one error for each; the first says enough.
    const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
    cause = (first instanceof Error ? first.message : '') || cause;
  });
  client.on('close', () => ended.abort());
  return { detail: () => cause };
}

function connected(client: MqttClient, either: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    client.once('connect', () => resolve(true));
    either.addEventListener('abort', () => resolve(false), { once: true });
  });
}

function answerCommands(client: MqttClient, { dialect, base, commanded }: SimulationRunOptions): void {
  const { commands } = dialect;
  if (commands === null) return;
  client.on('message', (topic, payload, packet) => {
    // As the real bridges do: a retained command is somebody's old one.
    if (packet.retain) return;
    const answers = commands.answer(base, topic, payload);
    commanded(topic, answers.length);
    for (const answer of answers) void publish(client, answer);
  });
  client.subscribe([...commands.filters(base)], { qos: 1 }, () => undefined);
}

/** Resolves when the broker has it, or when the connection is gone. */
function publish(client: MqttClient, { topic, payload, retain }: PanelPublication): Promise<void> {
  return new Promise((resolve) => {
    const gone = setTimeout(resolve, goneMs);
    client.publish(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos: 1, retain }, () => {
      clearTimeout(gone);
      resolve();
    });
  });
}

function pause(ms: number, either: AbortSignal): Promise<void> {
  if (either.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      either.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    either.addEventListener('abort', done, { once: true });
  });
}

const aborted = (either: AbortSignal): Promise<void> => pause(2 ** 31 - 1, either);
