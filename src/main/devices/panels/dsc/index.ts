/**
 * The dsc dialect: DSC panels behind dscKeybusInterface (alarms.md 1). `pending` is the exit delay here; `Fire<n>` is not
 * retained, so that only the bridge's own word ends a fire. Must not know the broker.
 */

import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { type CommandPlan, misunderstood, type PanelDialect, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { readText } from '../json-message.ts';
import { partitionProof, partitionsOf } from '../shapes/commands.ts';
import { Edges } from '../shapes/edges.ts';
import { levelsBelow, readBit, withoutZeros } from '../shapes/names.ts';
import { Partitions, type PartitionWords } from '../shapes/partitions.ts';
import { SignalMaker } from '../signal-maker.ts';
import { isWorthARow } from './messages.ts';

const partitionWords: PartitionWords = new Map<string, PartitionState>([
  ['disarmed', 'disarmed'],
  ['armed_home', 'armedHome'],
  ['armed_away', 'armedAway'],
  ['armed_night', 'armedNight'],
  ['pending', 'exitDelay'],
  ['triggered', 'triggered'],
]);

/** The dialect for one configured panel. */
export function createDscDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const panel = new DscPanel(new SignalMaker(config), words);
  return {
    panelId: config.id,
    subscriptions: () => [`${base}/Get/#`, `${base}/Status`],
    descriptionFilters: () => [],
    due: () => [],
    commands: () => ['arm', 'disarm'],
    codeFor: () => 'none',
    plan: (request) => plan(base, request, panel.partitions.known()),
    parse({ topic, payload, retained }) {
      const [first, thing, ...below] = levelsBelow(base, topic) ?? [];
      if (first !== 'Get' && first !== 'Status') return null;
      if (payload.length === 0) return understood([]);
      const text = readText(payload);
      if (!text.ok) return text.error;
      const said = { text: text.value.trim(), retained };
      return first === 'Status' ? panel.status(said.text) : panel.get(thing ?? '', below.join('/'), said);
    },
  };
}

interface Said {
  readonly text: string;
  readonly retained: boolean;
}

class DscPanel {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #edges = new Edges();
  readonly partitions: Partitions;

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
    this.partitions = new Partitions(maker, words, partitionWords);
  }

  status(text: string): Reading {
    const online = text === 'online' ? true : text === 'offline' ? false : readBit(text);
    return online === null ? misunderstood('unknownAvailability', text) : understood([this.#maker.availability(online)]);
  }

  get(thing: string, below: string, said: Said): Reading {
    const match = /^([A-Za-z]+?)(\d{0,4})$/.exec(thing);
    const [, kind = '', digits = ''] = match ?? [];
    const number = withoutZeros(digits);
    if (kind === 'Partition' && number !== '' && below === 'Message') return this.#message(number, said);
    if (below !== '') return unknownWord(`${thing}/${below}`);
    if (kind === 'Partition' && number !== '') {
      return this.partitions.said({ pointId: number, name: `Partition ${number}`, partition: number, word: said.text, retained: said.retained });
    }
    const on = readBit(said.text);
    return on === null ? unknownWord(said.text) : this.#bit(kind, number, on, said.retained);
  }

  #bit(kind: string, number: string, on: boolean, retained: boolean): Reading {
    const source = kind === 'Trouble' ? 'System' : kind === 'Fire' ? `Partition ${number}` : `${kind} ${number}`.trim();
    const said = { source, retained, code: kind, ...(kind === 'Fire' ? { partition: number } : {}) };
    const taught = this.#words.meaning(kind);
    if (taught !== null) return understood(this.#maker.taught(taught, on, said));
    switch (kind) {
      case 'Fire':
        return understood([this.#maker.condition(meaningOf('fire'), on, said)]);
      case 'Trouble':
        return understood([this.#maker.condition(meaningOf('problem'), on, said)]);
      case 'Zone':
        return this.#zone(number, on, said);
      case 'PGM':
        return understood([this.#maker.point({ kind: 'output', pointId: number, name: source, state: on ? 'on' : 'off', retained })]);
      default:
        return unknownWord(kind);
    }
  }

  #zone(number: string, open: boolean, said: { readonly source: string; readonly retained: boolean }): Reading {
    const { source, retained } = said;
    const point = this.#maker.point({ kind: 'zone', pointId: number, name: source, state: open ? 'open' : 'closed', retained });
    const event = open ? 'opened' : 'closed';
    return understood(this.#edges.isNews(source, event, retained) ? [point, this.#maker.event({ source, retained, event })] : [point]);
  }

  /** What the keypads of a partition show; the bridge says it again with every change of anything. */
  #message(number: string, { text, retained }: Said): Reading {
    const source = `Partition ${number}`;
    const taught = this.#words.meaning(text);
    const said = { source, partition: number, retained, code: text };
    if (taught !== null) return understood(this.#maker.taught(taught, true, said));
    const isNews = this.#edges.isNews(`${source}/Message`, text, retained);
    return understood(isNews && isWorthARow(text) ? [this.#maker.event({ ...said, event: text })] : []);
  }
}

const armLetters = { away: 'A', home: 'S', night: 'N', vacation: null } as const;

/** The bridge does nothing where the partition is already as asked, so that a command may come twice. It knows partitions 1 to 8. */
function plan(base: string, request: PanelCommandRequest, known: readonly string[]): CommandPlan | null {
  if (request.kind !== 'arm' && request.kind !== 'disarm') return null;
  const letter = request.kind === 'disarm' ? 'D' : armLetters[request.mode ?? 'away'];
  const partitions = partitionsOf(request, known);
  if (letter === null || partitions.length === 0 || !partitions.every((partition) => /^[1-8]$/.test(partition))) return null;
  return { messages: partitions.map((partition) => ({ topic: `${base}/Set`, payload: `${partition}${letter}` })), proof: partitionProof(request, partitions) };
}
