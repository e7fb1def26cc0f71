/**
 * The zigbee2mqtt dialect: sensors behind a Zigbee bridge, one JSON topic each (alarms.md 1). It only reports.
 * Topics are told apart here; what a device says is device.ts.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import { decodeText, misunderstood, type PanelDialect, type PanelPayload, type Reading, takesNoCommands, understood, type WordBook } from '../dialect.ts';
import { isObject, readText } from '../json-message.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { parseJson } from '../mapping/json-path.ts';
import { SignalMaker, shownName } from '../signal-maker.ts';
import { DeviceReader, deviceOffline } from './device.ts';
import { alarmKeys, motionKeys } from './keys.ts';
import { Roster } from './roster.ts';

/** The dialect for one configured bridge. */
export function createZigbee2MqttDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const maker = new SignalMaker(config);
  const parts: Parts = { maker, devices: new DeviceReader(maker, words), roster: new Roster() };
  // Not `#`: what others ask of devices would count as a sign of life, and the bridge's own log is long.
  const filters = [
    ...['bridge/state', 'bridge/devices', 'bridge/health', '+', '+/availability'].map((topic) => `${base}/${topic}`),
    ...[...attributeKeys].map((key) => `${base}/+/${key}`),
  ];
  return {
    panelId: config.id,
    ...takesNoCommands,
    // Names of devices may have levels of their own.
    subscriptions: () => [...filters, ...parts.roster.deepNames().flatMap((name) => [`${base}/${name}`, `${base}/${name}/availability`])],
    descriptionFilters: () => [`${base}/bridge/devices`],
    due: () => [],
    parse(message) {
      if (!message.topic.startsWith(`${base}/`)) return null;
      return readTopic(parts, message.topic.slice(base.length + 1), message);
    },
  };
}

interface Parts {
  readonly maker: SignalMaker;
  readonly devices: DeviceReader;
  readonly roster: Roster;
}

/** What a bridge that publishes single attributes (`name/smoke` with `true`) is heard for. */
const attributeKeys: ReadonlySet<string> = new Set(['contact', 'action', 'battery', ...alarmKeys.keys(), ...motionKeys.keys()]);

/** What others ask of a device: `name/set`, `name/get`, `name/set/state`. */
const isRequest = (topic: string): boolean => /\/(set|get)(\/[^/]*)?$/.test(topic);

function readTopic(parts: Parts, topic: string, message: PanelPayload): Reading | null {
  if (isRequest(topic) || topic === '') return null;
  // An empty retained payload deletes what was kept: it says nothing.
  if (message.payload.length === 0 || topic === 'bridge/health') return understood([]);
  if (topic === 'bridge/state') return readBridge(parts, message);
  if (topic === 'bridge/devices') return readRoster(parts, message);
  if (topic === 'bridge' || topic.startsWith('bridge/')) return null;
  if (topic.endsWith('/availability')) return readAvailability(parts, topic.slice(0, -'/availability'.length), message);
  return readDevice(parts, topic, message);
}

function readBridge({ maker }: Parts, message: PanelPayload): Reading {
  const online = parseAvailability(message.payload);
  return online === null ? misunderstood('unknownAvailability', textHead(message)) : understood([maker.availability(online)]);
}

function readAvailability({ maker }: Parts, name: string, message: PanelPayload): Reading {
  const online = parseAvailability(message.payload);
  if (online === null) return misunderstood('unknownAvailability', textHead(message));
  const { retained } = message;
  const source = shownName(name);
  const lost = maker.condition(deviceOffline, !online, { source, retained, code: online ? 'online' : 'offline' });
  return understood(online ? [lost, maker.point({ kind: 'zone', pointId: name, name: source, retained })] : [lost]);
}

function readRoster({ maker, devices, roster }: Parts, message: PanelPayload): Reading {
  const text = readText(message.payload);
  const json = text.ok ? parseJson(text.value) : text;
  const change = json.ok ? roster.take(json.value) : null;
  if (change === null) return misunderstood('badDeviceList');
  // A list is no sign of life of a sensor: it is told as what was known before.
  const points = change.sensors.map((name) => maker.point({ kind: 'zone', pointId: name, name: shownName(name), retained: true }));
  return understood([...change.gone.flatMap((name) => devices.forget(name)), ...points], change.deepNamesChanged);
}

function readDevice({ devices, roster }: Parts, topic: string, message: PanelPayload): Reading | null {
  const text = readText(message.payload);
  if (!text.ok) return text.error;
  const json = parseJson(text.value);
  if (json.ok && isObject(json.value)) return devices.read(topic, json.value, message.retained);
  const attribute = roster.has(topic) ? null : attributeOf(topic);
  if (attribute === null) return misunderstood('notJson');
  return attributeKeys.has(attribute.key)
    ? devices.read(attribute.name, { [attribute.key]: json.ok ? json.value : text.value.trim() }, message.retained)
    : null;
}

function attributeOf(topic: string): { readonly name: string; readonly key: string } | null {
  const at = topic.lastIndexOf('/');
  return at <= 0 ? null : { name: topic.slice(0, at), key: topic.slice(at + 1) };
}

const textHead = (message: PanelPayload): string => decodeText(message.payload.subarray(0, 120)) ?? 'not UTF-8';
