/**
 * The ad2iot dialect: Honeywell and DSC panels behind an AlarmDecoder AD2IoT (alarms.md 1). Topics are told apart here.
 * Several devices below one base are one panel to us, told once as a problem: each should have a base of its own.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import { decodeText, misunderstood, type PanelDialect, type PanelPayload, type Reading, understood, type WordBook } from '../dialect.ts';
import { readObject } from '../json-message.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { SignalMaker } from '../signal-maker.ts';
import { canBypass, planCommand } from './commands.ts';
import { Ad2Device, plainNumber } from './device.ts';
import { readPartition } from './partition.ts';
import { readReport } from './report.ts';
import { readSwitch, readZone } from './zone.ts';

const numbered: ReadonlySet<string> = new Set(['partitions', 'zones', 'switches']);
const single: ReadonlySet<string> = new Set(['cid', 'status', 'info', 'fw_version']);
const maxDevices = 100;

/** The dialect for one configured device; `base` may name the device (`ad2iot/4144…`) or stand above it. */
export function createAd2IotDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const maker = new SignalMaker(config);
  const devices = new Map<string, Ad2Device>();
  const strangers = new Set<string>();
  const topics = ['partitions/+', 'zones/+', 'switches/+', 'cid', 'status'];
  const filters = topics.flatMap((topic) => [`${base}/+/${topic}`, `${base}/${topic}`]);
  return {
    panelId: config.id,
    subscriptions: () => filters,
    // Reports name zones by number: their names must be known before.
    descriptionFilters: () => [`${base}/+/zones/+`, `${base}/zones/+`],
    due: () => [],
    parse(message, nowMonoMs) {
      const place = placeOf(base, message.topic);
      if (place === null) return null;
      const device = devices.get(place.root) ?? new Ad2Device(place.root);
      if (devices.size < maxDevices) devices.set(place.root, device);
      const reading = readPlace({ maker, words, device }, place, message, nowMonoMs);
      return isStranger(devices, strangers, place) && reading.problem === null
        ? { ...reading, problem: misunderstood('severalDevices', place.root).problem }
        : reading;
    },
    commands: () =>
      ![...devices.values()].some(({ partitions }) => partitions.size > 0) ? [] : canBypass(devices.values()) ? ['arm', 'disarm', 'bypass'] : ['arm', 'disarm'],
    codeFor: (kind) => (kind === 'arm' ? 'optional' : kind === 'disarm' || kind === 'bypass' ? 'needed' : 'none'),
    plan: (request) => planCommand(devices.values(), request),
  };
}

/** Another device than the first, not told yet. Zones don't count: they are read ahead, where nobody hears of a problem. */
function isStranger(devices: ReadonlyMap<string, Ad2Device>, told: Set<string>, { root, kind }: Place): boolean {
  const [first] = devices.keys();
  if (root === first || kind === 'zones' || told.has(root) || told.size >= maxDevices) return false;
  told.add(root);
  return true;
}

interface Place {
  /** The topic below which the device speaks. */
  readonly root: string;
  readonly kind: string;
  /** Number of the partition, zone or switch; empty for the others. */
  readonly number: string;
}

function placeOf(base: string, topic: string): Place | null {
  if (!topic.startsWith(`${base}/`)) return null;
  const levels = topic.slice(base.length + 1).split('/');
  const [first = ''] = levels;
  const isDevice = !numbered.has(first) && !single.has(first);
  const [kind = '', number = '', ...rest] = isDevice ? levels.slice(1) : levels;
  if (rest.length > 0 || (numbered.has(kind) ? number === '' : !single.has(kind) || number !== '')) return null;
  return { root: isDevice ? `${base}/${first}` : base, kind, number: plainNumber(number) };
}

/** No panel has so many: invented names must not fill the memory. */
const maxThings = 5000;

function isTooMany({ partitions, zones, switches }: Ad2Device, kind: string, number: string): boolean {
  const known = kind === 'partitions' ? partitions : kind === 'zones' ? zones : kind === 'switches' ? switches : null;
  return known !== null && known.size >= maxThings && !known.has(number);
}

type Tools = Parameters<typeof readPartition>[0];

function readPlace(tools: Tools, { kind, number }: Place, message: PanelPayload, nowMonoMs: number): Reading {
  const { retained, payload } = message;
  // An empty retained payload deletes what was kept; info and firmware are no news.
  if (payload.length === 0 || kind === 'info' || kind === 'fw_version') return understood([]);
  if (kind === 'status') {
    const online = parseAvailability(payload);
    return online === null
      ? misunderstood('unknownAvailability', decodeText(payload.subarray(0, 120)) ?? 'not UTF-8')
      : understood([tools.maker.availability(online)]);
  }
  if (isTooMany(tools.device, kind, number)) return misunderstood('tooMany', kind);
  const fields = readObject(payload);
  if (!fields.ok) return fields.error;
  if (kind === 'partitions') return readPartition(tools, number, fields.value, retained, nowMonoMs);
  if (kind === 'zones') return readZone(tools, number, fields.value, retained);
  return kind === 'switches' ? readSwitch(tools, number, fields.value, retained) : readReport(tools, fields.value, retained, nowMonoMs);
}
