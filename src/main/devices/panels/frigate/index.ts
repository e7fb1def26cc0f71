/**
 * The frigate dialect: what cameras see, as reviews with one id through their life (alarms.md 1). It only reports.
 * `events` (each tracked object) is not read: a review is made of them.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { type ConditionMeaning, meaningOf } from '../condition-words.ts';
import {
  decodeText,
  misunderstood,
  type PanelDialect,
  type PanelPayload,
  type Reading,
  takesNoCommands,
  understood,
  unknownWord,
  type WordBook,
} from '../dialect.ts';
import { readObject } from '../json-message.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { maxSources, SignalMaker, shownName } from '../signal-maker.ts';
import { matchTopic } from '../topic-filter.ts';
import { parseReview, type Review } from './review.ts';

/** An alert is what the site told Frigate to be alarmed by; a detection is whatever else it followed. */
const severities: ReadonlyMap<string, ConditionMeaning> = new Map([
  ['detection', { condition: 'intrusion', category: 'intrusion', priority: 4, latched: false }],
  ['alert', { condition: 'intrusion', category: 'intrusion', priority: 2, latched: false }],
]);
/** Frigate restarts a stream that it lost again and again, and says so each time. */
const streamLost: ConditionMeaning = { ...meaningOf('offline'), onDelaySeconds: 30, offDelaySeconds: 30 };

/** The dialect for one Frigate. */
export function createFrigateDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const reader = new ReviewReader(new SignalMaker(config), words);
  const filters = [`${base}/reviews`, `${base}/available`, `${base}/stats`, `${base}/+/status/+`];
  return {
    panelId: config.id,
    ...takesNoCommands,
    subscriptions: () => filters,
    descriptionFilters: () => [],
    due: () => [],
    parse(message) {
      if (message.topic === `${base}/reviews`) return message.payload.length === 0 ? understood([]) : reader.review(message);
      if (message.topic === `${base}/available`) return reader.available(message);
      if (message.topic === `${base}/stats`) return understood(message.retained ? [] : [{ type: 'alive', panelId: config.id }]);
      const levels = matchTopic(`${base}/+/status/+`, message.topic);
      return levels === null ? null : reader.stream(levels[0] ?? '', levels[1] ?? '', message);
    },
  };
}

interface Running {
  readonly id: string;
  /** The worst that was said of it; what came late must not lower it. */
  readonly severity: string;
}

class ReviewReader {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  /** The review that runs, by camera: Frigate keeps one per camera. */
  readonly #running = new Map<string, Running>();
  /** Streams that are lost, by camera. */
  readonly #lost = new Map<string, Set<string>>();

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
  }

  review(message: PanelPayload): Reading {
    const json = readObject(message.payload);
    if (!json.ok) return json.error;
    const review = parseReview(json.value);
    if (review === null) return misunderstood('badReview');
    const known = this.#meaning(review.camera, review.severity);
    if (known === null)
      return { ...unknownWord(review.severity), signals: review.type === 'end' ? this.#ended(review, null, message) : [this.#point(review, 'open', message)] };
    if (review.type === 'end') return understood(this.#ended(review, known, message));
    // Other types carry descriptions that were written later.
    return understood(review.type === 'new' || review.type === 'update' ? this.#seen(review, message) : []);
  }

  available(message: PanelPayload): Reading {
    if (message.payload.length === 0) return understood([]);
    const online = parseAvailability(message.payload);
    return online === null ? misunderstood('unknownAvailability', textHead(message)) : understood([this.#maker.availability(online)]);
  }

  /** A camera is lost while one of its streams is; `disabled` is as somebody wanted it. */
  stream(camera: string, role: string, message: PanelPayload): Reading {
    if (message.payload.length === 0) return understood([]);
    const word = textHead(message).trim();
    if (!['online', 'offline', 'disabled'].includes(word)) return unknownWord(word);
    const lost = this.#lost.get(camera) ?? new Set<string>();
    if (word === 'offline') lost.add(role);
    else lost.delete(role);
    if (this.#lost.has(camera) || this.#lost.size < maxSources) this.#lost.set(camera, lost);
    const { retained } = message;
    return understood([this.#maker.condition(streamLost, lost.size > 0, { source: shownName(camera), retained, code: word })]);
  }

  #seen(review: Review, message: PanelPayload): readonly PanelSignal[] {
    const before = this.#running.get(review.camera);
    const severity = before?.id === review.id && before.severity === 'alert' ? before.severity : review.severity;
    if (before !== undefined || this.#running.size < maxSources) this.#running.set(review.camera, { id: review.id, severity });
    const meaning = this.#meaning(review.camera, severity);
    const said = { source: shownName(review.camera), retained: message.retained, text: review.text, code: severity, panelTimeUtcMs: review.startUtcMs };
    return [...(meaning === null ? [] : this.#maker.taught(meaning, true, said)), this.#point(review, 'open', message)];
  }

  /** The end of a review before the one that runs now says nothing about now. */
  #ended(review: Review, meaning: MappedWord | null, message: PanelPayload): readonly PanelSignal[] {
    const running = this.#running.get(review.camera);
    if (running !== undefined && running.id !== review.id) return [this.#point(review, null, message)];
    this.#running.delete(review.camera);
    const source = shownName(review.camera);
    const said = { source, retained: message.retained, text: review.text, code: review.severity, panelTimeUtcMs: review.endUtcMs };
    const raised = this.#maker.raisedAt(source).filter(({ condition }) => condition !== streamLost.condition);
    const own = meaning === null || typeof meaning === 'string' || raised.some(({ condition }) => condition === meaning.condition) ? [] : [meaning];
    return [...[...raised, ...own].map((one) => this.#maker.condition(one, false, said)), this.#point(review, 'closed', message)];
  }

  #meaning(camera: string, severity: string): MappedWord | null {
    return this.#words.meaning(`${camera}/${severity}`) ?? this.#words.meaning(severity) ?? severities.get(severity) ?? null;
  }

  #point({ camera }: Review, state: 'open' | 'closed' | null, { retained }: PanelPayload): PanelSignal {
    return this.#maker.point({ kind: 'zone', pointId: camera, name: shownName(camera), retained, ...(state === null ? {} : { state }) });
  }
}

const textHead = (message: PanelPayload): string => decodeText(message.payload.subarray(0, 120)) ?? 'not UTF-8';
