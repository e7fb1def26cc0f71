/**
 * The sparkplug dialect: edge nodes and their devices after Sparkplug B 3.0 (alarms.md 1). It reads, and asks a node to
 * begin anew where messages were lost; it sends no other command, since no convention says what a metric would do.
 * The post is no primary host: it publishes no STATE of its own.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import {
  decodeText,
  maxPayloadBytes,
  misunderstood,
  type Outgoing,
  type PanelDialect,
  type PanelPayload,
  type Reading,
  takesNoCommands,
  understood,
  unknownWord,
  type WordBook,
} from '../dialect.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { readJsonPath } from '../mapping/json-path.ts';
import { SignalMaker, shownName } from '../signal-maker.ts';
import { encodePayload } from './encode.ts';
import { readMetric, type Told } from './metrics.ts';
import { parsePayload, type SparkplugPayload } from './payload.ts';
import { NodeSession } from './session.ts';
import { filtersOf, type MessageType, parseTopic, type SparkplugTopic } from './topic.ts';

/** The dialect for one group of nodes; `base` ends with the namespace (`spBv1.0`) or with the group. */
export function createSparkplugDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const nodes = new NodeReader(new SignalMaker(config), words);
  const filters = filtersOf(config.base);
  return {
    panelId: config.id,
    ...takesNoCommands,
    subscriptions: () => filters,
    descriptionFilters: () => [],
    due: () => [],
    parse(message, nowMonoMs) {
      const topic = parseTopic(config.base, message.topic);
      if (topic === null) return null;
      if (message.payload.length === 0) return understood([]);
      if (message.payload.length > maxPayloadBytes) return misunderstood('tooLarge', `${message.payload.length} bytes`);
      if (topic.type === 'STATE') return nodes.host(topic.host, message);
      const payload = parsePayload(message.payload);
      return payload === null ? misunderstood('badPayload') : nodes.node(topic, payload, message, nowMonoMs);
    },
  };
}

interface Heard {
  readonly type: MessageType;
  readonly session: NodeSession;
  readonly device: string | null;
  readonly payload: SparkplugPayload;
  readonly message: PanelPayload;
}

const maxNodes = 5000;

class NodeReader {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #sessions = new Map<string, NodeSession>();
  readonly #hosts = new Map<string, boolean>();

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
  }

  /** A host application came or went: nodes that wait for it stop sending. */
  host(host: string, { payload, retained }: PanelPayload): Reading {
    const flag = readJsonPath(decodeText(payload) ?? '', 'online');
    const online = flag.ok ? parseAvailability(Buffer.from(flag.value)) : parseAvailability(payload);
    if (online === null) return misunderstood('unknownAvailability', host);
    if (this.#hosts.get(host) === online) return understood([]);
    if (this.#hosts.size < maxNodes) this.#hosts.set(host, online);
    return understood([this.#maker.event({ source: shownName(host), retained, event: online ? 'online' : 'offline' })]);
  }

  node(topic: Exclude<SparkplugTopic, { type: 'STATE' }>, payload: SparkplugPayload, message: PanelPayload, nowMonoMs: number): Reading {
    const session = this.#session(`${topic.group}/${topic.node}`, topic.node, topic.commandTopic);
    const heard = { type: topic.type, session, device: topic.device, payload, message };
    // Nothing of a session is kept by the broker; what it kept all the same has no place in the numbering.
    if (message.retained) return topic.type.endsWith('DEATH') ? understood([]) : this.#read(heard, [], nowMonoMs);
    if (topic.type === 'NDEATH') return understood(session.died(payload) ? [this.#offline(heard, true)] : []);
    if (topic.type === 'NBIRTH') {
      session.born(payload, message.payload);
      return this.#read(heard, [this.#offline(heard, false), this.#lost(heard, 0)], nowMonoMs);
    }
    const numbering = session.isBorn ? session.numbered(payload, message.payload) : null;
    if (numbering?.is === 'repeat') return understood([]);
    const gap = numbering?.is === 'gap' ? [this.#lost(heard, numbering.missing)] : [];
    const reading = this.#read(heard, [...gap, ...this.#deviceLife(heard)], nowMonoMs);
    return numbering === null || numbering.is === 'gap' ? this.#withRebirth(heard, reading, nowMonoMs) : reading;
  }

  #session(key: string, node: string, commandTopic: string): NodeSession {
    const session = this.#sessions.get(key) ?? new NodeSession(node, commandTopic);
    if (this.#sessions.size < maxNodes) this.#sessions.set(key, session);
    return session;
  }

  #deviceLife(heard: Heard): readonly PanelSignal[] {
    const { type, session, device } = heard;
    if (device === null) return [];
    if (type === 'DDEATH') {
      session.deadDevices.add(device);
      return [this.#offline(heard, true)];
    }
    // After a restart of ours its death may stand on the board though we don't know of it.
    return session.deadDevices.delete(device) || type === 'DBIRTH' ? [this.#offline(heard, false)] : [];
  }

  #read(heard: Heard, before: readonly PanelSignal[], nowMonoMs: number): Reading {
    const { type, session, device, payload, message } = heard;
    if (type.endsWith('DEATH')) return understood(before);
    const isBirth = type.endsWith('BIRTH');
    if (isBirth) for (const metric of payload.metrics) session.define(device, metric);
    const place = { source: sourceOf(heard), device: device ?? session.node, isState: isBirth || message.retained };
    const defined = payload.metrics.map((metric) => ({ metric, definition: session.definitionOf(device, metric) }));
    const told: readonly Told[] = defined.flatMap(({ metric, definition }) =>
      definition === null ? [] : [readMetric(this.#maker, this.#words, place, metric, definition)],
    );
    const batteryPercent = told.find((one) => one.batteryPercent !== undefined)?.batteryPercent;
    const point = this.#maker.point({
      kind: 'zone',
      pointId: place.source,
      name: place.source,
      retained: message.retained,
      ...(batteryPercent === undefined ? {} : { batteryPercent }),
    });
    const unknown = told.find((one) => one.unknown !== undefined)?.unknown;
    const signals = [...before, ...told.flatMap((one) => one.signals), point];
    const reading = unknown === undefined ? understood(signals) : { ...unknownWord(unknown), signals };
    return message.retained || defined.every(({ definition }) => definition !== null) ? reading : this.#withRebirth(heard, reading, nowMonoMs);
  }

  #withRebirth({ session, payload }: Heard, reading: Reading, nowMonoMs: number): Reading {
    return session.asksRebirth(nowMonoMs) ? { ...reading, replies: [rebirthRequest(session, payload)] } : reading;
  }

  #offline(heard: Heard, active: boolean): PanelSignal {
    return this.#maker.condition(meaningOf('offline'), active, {
      source: sourceOf(heard),
      retained: false,
      code: heard.type,
      panelTimeUtcMs: heard.payload.timestampUtcMs,
    });
  }

  #lost({ session, type, payload }: Heard, missing: number): PanelSignal {
    const said = { source: shownName(session.node), retained: false, code: type, panelTimeUtcMs: payload.timestampUtcMs };
    return this.#maker.condition(meaningOf('sequenceLost'), missing > 0, { ...said, text: missing > 0 ? `+${missing}` : null });
  }
}

const sourceOf = ({ session, device }: Heard): string => shownName(device === null ? session.node : `${session.node}/${device}`);

/** The node then tells again what it and its devices are, and their states. Our own clock is not asked: the node's time will do. */
function rebirthRequest(session: NodeSession, { timestampUtcMs }: SparkplugPayload): Outgoing {
  return { topic: session.commandTopic, payload: encodePayload({ timestampUtcMs, seq: null, metrics: [{ name: 'Node Control/Rebirth', value: true }] }) };
}
