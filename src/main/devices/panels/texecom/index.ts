/**
 * The texecom dialect: Texecom Premier Elite panels behind texecom2mqtt (alarms.md 1). Older versions put the serial
 * number behind the prefix: it belongs to `base` then. Must not know the broker.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import {
  type CommandPlan,
  decodeText,
  misunderstood,
  type PanelDialect,
  type PanelPayload,
  type Reading,
  understood,
  unknownWord,
  type WordBook,
} from '../dialect.ts';
import { isObject, readObject } from '../json-message.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { partitionProof, partitionsOf } from '../shapes/commands.ts';
import { levelsBelow, nameOfSlug, withoutZeros } from '../shapes/names.ts';
import { Partitions, type PartitionWords } from '../shapes/partitions.ts';
import { SignalMaker, shownName, shownText } from '../signal-maker.ts';
import { readLog } from './log.ts';
import { TexecomZones } from './zones.ts';

/** Part arms are the site's to name; these are the names that the bridge's own documentation gives them. */
const partitionWords: PartitionWords = new Map<string, PartitionState>([
  ['disarmed', 'disarmed'],
  ['full_armed', 'armedAway'],
  ['armed', 'armedAway'],
  ['part_armed', 'armedCustom'],
  ['part_armed_1', 'armedNight'],
  ['part_armed_2', 'armedHome'],
  ['part_armed_3', 'armedCustom'],
  ['in_entry', 'entryDelay'],
  ['in_exit', 'exitDelay'],
  ['triggered', 'triggered'],
  ['in_alarm', 'triggered'],
]);
const armWords = { away: 'full_arm', night: 'part_arm_1', home: 'part_arm_2', vacation: null } as const;

/** The dialect for one configured panel. */
export function createTexecomDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const maker = new SignalMaker(config);
  const partitions = new Partitions(maker, words, partitionWords);
  const zones = new TexecomZones(maker, words);
  return {
    panelId: config.id,
    subscriptions: () => ['area/+', 'zone/+', 'log', 'status', 'power'].map((below) => `${base}/${below}`),
    descriptionFilters: () => [],
    due: () => [],
    commands: () => ['arm', 'disarm'],
    codeFor: () => 'none',
    plan: (request) => plan(base, request, partitions.known()),
    parse(message) {
      const [kind, slug = '', ...below] = levelsBelow(base, message.topic) ?? [];
      if (kind === undefined || below.length > 0) return null;
      if (kind !== 'area' && kind !== 'zone' && (slug !== '' || !['log', 'status', 'power'].includes(kind))) return null;
      if (message.payload.length === 0 || kind === 'power') return understood([]);
      if (kind === 'status') return readStatus(message, maker);
      if (kind === 'log') return readLog(message.payload, message.retained, maker, words, (number) => zones.nameOf(number));
      return kind === 'zone' ? zones.read(slug, message.payload, message.retained) : readArea(slug, message, partitions);
    },
  };
}

function readStatus({ payload }: PanelPayload, maker: SignalMaker): Reading {
  const online = parseAvailability(payload);
  if (online === null) return misunderstood('unknownAvailability', decodeText(payload.subarray(0, 120)) ?? 'not UTF-8');
  return understood([maker.availability(online)]);
}

function readArea(slug: string, { payload, retained }: PanelPayload, partitions: Partitions): Reading {
  const object = readObject(payload);
  if (!object.ok) return object.error;
  const { id, name, number, status, part_arm: part, last_active_zone: zone } = object.value;
  if (typeof status !== 'string') return unknownWord(String(status));
  const word = status === 'part_armed' && typeof part === 'number' ? `part_armed_${part}` : status;
  const partition = shownText(id) ?? (typeof number === 'number' ? String(number) : nameOfSlug(slug));
  return partitions.said({
    pointId: slug,
    name: shownName(shownText(name) ?? nameOfSlug(slug)),
    partition: withoutZeros(partition),
    word,
    retained,
    text: isObject(zone) ? shownText(zone.name) : null,
  });
}

function plan(base: string, request: PanelCommandRequest, known: readonly string[]): CommandPlan | null {
  if (request.kind !== 'arm' && request.kind !== 'disarm') return null;
  const payload = request.kind === 'disarm' ? 'disarm' : armWords[request.mode ?? 'away'];
  const areas = partitionsOf(request, known);
  if (payload === null || areas.length === 0) return null;
  return { messages: areas.map((area) => ({ topic: `${base}/area/${area}/command`, payload })), proof: partitionProof(request, areas) };
}
