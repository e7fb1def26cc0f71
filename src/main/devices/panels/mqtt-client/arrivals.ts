/**
 * From MQTT messages to panel messages, kept first and acknowledged then. Parsing happens per group, not per message.
 * Must not know how connections are made.
 */
import type { Clock } from '../../../core/ports/clock.ts';
import type { PanelEvents, PanelMessage, PanelSequence, PanelSignal } from '../../../core/ports/devices.ts';
import type { Connection, IncomingMessage } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import type { HealthEntry } from './health-board.ts';
import type { Leftovers } from './leftovers.ts';
import type { RedeliveryWindow } from './redelivery.ts';
import type { SupervisedPanel } from './supervision.ts';

interface Arrival extends IncomingMessage {
  readonly arrivedAtUtcMs: number;
  readonly connection: Connection;
  readonly redeliveryKey: string | null;
  readonly mayBeRedelivered: boolean;
  /** Set once parsed, so that a second try does not parse (and remember) twice. */
  parsed: PanelMessage | null;
}

export interface ArrivalsOptions {
  readonly clock: Clock;
  readonly panels: readonly SupervisedPanel[];
  readonly broker: HealthEntry;
  readonly window: RedeliveryWindow;
  readonly leftovers: Leftovers;
  readonly events: PanelEvents;
  readonly subscriptionsChanged: () => void;
  readonly healthMayHaveChanged: () => void;
  /** The group could not be kept: its connection has been dropped. */
  readonly notKept: (error: unknown) => void;
}

/** Bounds the time that one group takes of the event loop, and the memory behind it. */
const maxItems = 500;
const maxBytes = 4_194_304;
const keptHeadBytes = 4096;
/** QoS 0 messages that wait for a store that failed; the broker would not repeat them. */
const maxCarried = 1000;
/** Unexpected topics that are told once each. */
const maxTopicsTold = 1000;

export class Arrivals {
  readonly #options: ArrivalsOptions;
  readonly #groups: GroupCommit<Arrival>;
  readonly #topicsTold = new Set<string>();

  constructor(options: ArrivalsOptions) {
    this.#options = options;
    this.#groups = new GroupCommit<Arrival>({
      maxItems,
      maxBytes,
      sizeOf: (arrival) => arrival.payload.length,
      keep: (group) => options.events.messages(this.#parseAll(group)),
      kept: acknowledge,
      failed: (arrivals, error) => this.#failed(arrivals, error),
    });
  }

  arrived(message: IncomingMessage, connection: Connection, next: () => void): void {
    const { clock, window, leftovers } = this.#options;
    const arrival: Arrival = { ...message, ...window.identify(message), arrivedAtUtcMs: clock.utcMs(), connection, parsed: null };
    // It says nothing, but is acknowledged in its turn like the others.
    if (leftovers.has(message)) arrival.parsed = messageOf(arrival, null, [], null);
    this.#groups.offer(arrival, next);
  }

  /** Signals that no message brought (off delay, expiry), as messages without identity. */
  due(connection: Connection, topic: string, signal: PanelSignal): void {
    const arrivedAtUtcMs = this.#options.clock.utcMs();
    const payload = new Uint8Array();
    const unsent = { topic, payload, qos: 0, retained: false, duplicate: false, messageId: null } as const;
    const identity = { redeliveryKey: null, mayBeRedelivered: false };
    const parsed: PanelMessage = {
      ...identity,
      panelId: 'panelId' in signal ? signal.panelId : null,
      topic,
      payloadHead: payload,
      payloadBytes: 0,
      arrivedAtUtcMs,
      signals: [signal],
      problem: null,
    };
    this.#groups.offer({ ...unsent, ...identity, arrivedAtUtcMs, connection, parsed }, () => undefined);
  }

  idle(): Promise<void> {
    return this.#groups.idle();
  }

  #parseAll(group: readonly Arrival[]): readonly PanelMessage[] {
    const messages = group.map((arrival) => {
      arrival.parsed ??= this.#parse(arrival);
      return arrival.parsed;
    });
    this.#options.healthMayHaveChanged();
    return messages;
  }

  /** Never throws for any topic or payload. */
  #parse(arrival: Arrival): PanelMessage {
    const { clock, panels, broker } = this.#options;
    const nowMonoMs = clock.monoMs();
    const signals: PanelSignal[] = [];
    let problem: string | null = null;
    let known = false;
    let panelId: string | null = null;
    let unknownWord: string | undefined;
    let sequence: PanelSequence | undefined;
    for (const panel of panels) {
      const reading = panel.dialect.parse(arrival, nowMonoMs);
      if (reading === null) continue;
      known = true;
      // What one panel could not understand is that panel's, also where others share the topic.
      if (panelId === null || (problem === null && reading.problem !== null)) panelId = panel.config.id;
      signals.push(...(arrival.retained ? reading.signals.map(asStanding) : reading.signals));
      problem ??= reading.problem;
      unknownWord ??= reading.unknownWord;
      sequence ??= reading.sequence;
      // What can't go now is dropped: the protocol asks again.
      for (const reply of reading.replies ?? []) void arrival.connection.publish(reply);
      panel.heard(reading.signals, arrival.retained, arrival.arrivedAtUtcMs, nowMonoMs);
      panel.entry.traffic(arrival.topic, arrival.payload, reading.problem === null, arrival.arrivedAtUtcMs);
      if (reading.subscriptionsChanged) this.#options.subscriptionsChanged();
    }
    if (!known) problem = this.#unexpected(arrival.topic);
    broker.signOfLife(arrival.arrivedAtUtcMs);
    broker.traffic(arrival.topic, arrival.payload, known && problem === null, arrival.arrivedAtUtcMs);
    return {
      ...messageOf(arrival, panelId, signals, problem),
      ...(unknownWord === undefined ? {} : { unknownWord }),
      ...(sequence === undefined ? {} : { sequence }),
    };
  }

  /** A topic that belongs to no panel (a subscription left from an older configuration) is told once, not row by row. */
  #unexpected(topic: string): string | null {
    if (this.#topicsTold.has(topic) || this.#topicsTold.size >= maxTopicsTold) return null;
    this.#topicsTold.add(topic);
    return 'unexpectedTopic';
  }

  #failed(arrivals: readonly Arrival[], error: unknown): readonly Arrival[] {
    for (const connection of new Set(arrivals.map((arrival) => arrival.connection))) connection.drop();
    this.#options.notKept(error);
    // What the broker will deliver again is forgotten here, so that it comes in its order.
    return arrivals.filter((arrival) => arrival.messageId === null && !arrival.retained).slice(0, maxCarried);
  }
}

/** A bridge's word that was kept: it was gone already when we came. */
const asStanding = (signal: PanelSignal): PanelSignal => (signal.type === 'availability' ? { ...signal, retained: true } : signal);

function acknowledge(group: readonly Arrival[]): void {
  const idsOf = new Map<Connection, number[]>();
  for (const { connection, messageId } of group) {
    if (messageId === null) continue;
    const ids = idsOf.get(connection);
    if (ids === undefined) idsOf.set(connection, [messageId]);
    else ids.push(messageId);
  }
  for (const [connection, ids] of idsOf) connection.acknowledge(ids);
}

function messageOf(arrival: Arrival, panelId: string | null, signals: readonly PanelSignal[], problem: string | null): PanelMessage {
  return {
    panelId,
    redeliveryKey: arrival.redeliveryKey,
    mayBeRedelivered: arrival.mayBeRedelivered,
    topic: arrival.topic,
    payloadHead: arrival.payload.subarray(0, keptHeadBytes),
    payloadBytes: arrival.payload.length,
    arrivedAtUtcMs: arrival.arrivedAtUtcMs,
    signals,
    problem,
  };
}
