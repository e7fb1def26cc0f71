/**
 * The pai dialect: Paradox panels behind the PAI bridge, one property per topic, all of it retained (alarms.md 1).
 * Must not know the broker.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import { type CommandPlan, misunderstood, type PanelDialect, type Reading, understood, type WordBook } from '../dialect.ts';
import { readText } from '../json-message.ts';
import { partitionProof, partitionsOf, zoneOf } from '../shapes/commands.ts';
import { Edges } from '../shapes/edges.ts';
import { levelsBelow, readBit } from '../shapes/names.ts';
import { SignalMaker } from '../signal-maker.ts';
import { PaiLiveEvents } from './live-events.ts';
import { PaiStates } from './states.ts';

/** The dialect for one configured panel. */
export function createPaiDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const maker = new SignalMaker(config);
  const states = new PaiStates(maker, words);
  const liveEvents = new PaiLiveEvents(maker, words);
  const edges = new Edges();
  return {
    panelId: config.id,
    subscriptions: () => [`${base}/states/#`, `${base}/events/raw`, `${base}/interface/#`],
    descriptionFilters: () => [],
    due: () => [],
    commands: () => ['arm', 'disarm', 'bypass', 'clear'],
    codeFor: () => 'none',
    plan: (request) => plan(base, request),
    parse({ topic, payload, retained }) {
      const [first, ...levels] = levelsBelow(base, topic) ?? [];
      if (first === undefined || !['states', 'events', 'interface'].includes(first)) return null;
      // An empty retained payload deletes the topic: it says nothing of the thing.
      if (payload.length === 0) return understood([]);
      if (first === 'events') return liveEvents.read(payload, retained);
      const text = readText(payload);
      if (!text.ok) return text.error;
      if (first === 'states') return states.read(levels, text.value.trim(), retained);
      return readInterface(levels.join('/'), text.value.trim(), retained, maker, edges);
    },
  };
}

const statusWords = new Set(['initializing', 'connected', 'online', 'paused', 'error', 'stopped', 'offline']);

/**
 * `availability` has the will and is the word that counts. `pai_status` has none: what a killed bridge left there says
 * "online" for ever, so that from it only what is bad is taken at any time, and what is good only when said just now.
 */
function readInterface(topic: string, text: string, retained: boolean, maker: SignalMaker, edges: Edges): Reading {
  const word = text.toLowerCase();
  if (topic === 'availability' || topic === 'MQTTInterface') {
    const online = word === 'online' ? true : word === 'offline' ? false : readBit(word);
    return online === null ? misunderstood('unknownAvailability', text) : understood([maker.availability(online)]);
  }
  if (topic !== 'pai_status' && topic !== 'run_status') return understood([]);
  if (!statusWords.has(word)) return misunderstood('unknownAvailability', text);
  const isNews = edges.isNews(topic, word, retained);
  const event = isNews && word !== 'online' ? [maker.event({ source: 'PAI', event: word, retained })] : [];
  const online = word === 'online' || word === 'paused';
  return understood(online && retained ? event : [maker.availability(online), ...event]);
}

const armWords = { away: 'arm', home: 'arm_stay', night: 'arm_sleep', vacation: null } as const;

function plan(base: string, request: PanelCommandRequest): CommandPlan | null {
  const { kind } = request;
  if (kind === 'bypass' || kind === 'clear') return planZone(base, request, kind === 'bypass');
  if (kind !== 'arm' && kind !== 'disarm') return null;
  const [name] = partitionsOf(request, ['all']);
  const payload = kind === 'disarm' ? 'disarm' : armWords[request.mode ?? 'away'];
  if (name === undefined || payload === null) return null;
  const proof = request.pointId === null ? { result: false, point: null } : partitionProof(request, [name]);
  return { messages: [{ topic: `${base}/control/partitions/${name}`, payload }], proof };
}

function planZone(base: string, request: PanelCommandRequest, bypassed: boolean): CommandPlan | null {
  const zone = zoneOf(request);
  if (zone === null) return null;
  const messages = [{ topic: `${base}/control/zones/${zone}`, payload: bypassed ? 'bypass' : 'clear_bypass' }];
  return { messages, proof: { result: false, point: { kind: 'zone', pointId: zone, bypassed } } };
}
