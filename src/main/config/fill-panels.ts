/** Fills in what the file leaves out about panels. */
import type { OpenHours, PanelAccount, PanelConfig } from '../../shared/model/config.ts';
import type { MappedWord } from '../../shared/model/mapped-word.ts';
import type { PanelDialectName } from '../../shared/model/panels.ts';
import { categoryOf, latchesByDefault } from './categories.ts';
import { parseOpenHours } from './open-hours.ts';
import type { AccountsEntry, PanelEntry, WordEntry } from './schema-panels.ts';

/** The topic prefix of each dialect where the file names none. */
export const defaultBases = {
  'home-assistant': 'homeassistant',
  pai: 'paradox',
  dsc: 'dsc',
  alarmo: 'alarmo',
  ad2iot: 'ad2iot',
  zigbee2mqtt: 'zigbee2mqtt',
  texecom: 'texecom2mqtt',
  frigate: 'frigate',
  sparkplug: 'spBv1.0',
  guardpost: 'guardpost',
} as const satisfies { readonly [dialect in PanelDialectName]?: string };

/** A battery sensor tells that it is alive once a day at least; zigbee2mqtt itself waits 25 h. */
const zigbeeZoneSeconds = 90_000;

export function fillPanel(entry: PanelEntry): PanelConfig {
  const base = common(entry);
  switch (entry.dialect) {
    case 'home-assistant':
      return { ...base, dialect: entry.dialect, base: entry.base ?? entry.discovery ?? defaultBases['home-assistant'] };
    case 'sia': {
      const { receiver } = entry;
      return {
        ...base,
        dialect: entry.dialect,
        topic: entry.topic ?? null,
        receiver: receiver === undefined ? null : { host: receiver.host ?? '127.0.0.1', port: receiver.port },
      };
    }
    case 'mapping':
      return {
        ...base,
        dialect: entry.dialect,
        topic: entry.topic,
        jsonPath: entry.jsonPath ?? null,
        words: Object.fromEntries(Object.entries(entry.words).map(([word, meaning]) => [word, fillWord(meaning)])),
        availabilityTopic: entry.availabilityTopic ?? null,
        ...(entry.commands === undefined ? {} : { commands: { topic: entry.commands.topic, words: definedOnly(entry.commands.words) } }),
      };
    default:
      return { ...base, dialect: entry.dialect, base: entry.base ?? defaultBases[entry.dialect] };
  }
}

function common(entry: PanelEntry) {
  const zoneHeartbeatSeconds = entry.zoneHeartbeatSeconds ?? (entry.dialect === 'zigbee2mqtt' ? zigbeeZoneSeconds : undefined);
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    heartbeatSeconds: entry.heartbeatSeconds ?? null,
    simulated: entry.simulated ?? false,
    ...(zoneHeartbeatSeconds === undefined ? {} : { zoneHeartbeatSeconds }),
    ...(entry.testHours === undefined ? {} : { testHours: entry.testHours }),
    ...(entry.openHours === undefined ? {} : { openHours: fillOpenHours(entry.openHours) }),
    ...(entry.accounts === undefined ? {} : { accounts: fillAccounts(entry.accounts) }),
    ...(entry.commandSeconds === undefined ? {} : { commandSeconds: entry.commandSeconds }),
  };
}

/** Lines that the schema has checked. */
export const fillOpenHours = (lines: readonly string[]): OpenHours[] => lines.flatMap((line) => parseOpenHours(line) ?? []);

function fillAccounts(entry: AccountsEntry): PanelAccount[] {
  if (!Array.isArray(entry)) {
    return Object.entries(entry).map(([account, facts]) => (typeof facts === 'string' ? accountOf(account, { name: facts }) : accountOf(account, facts ?? {})));
  }
  return entry.map((one) => (typeof one === 'object' ? accountOf(String(one.account), one) : accountOf(String(one), {})));
}

function accountOf(account: string, { name, testHours }: { readonly name?: string | undefined; readonly testHours?: number | undefined }): PanelAccount {
  return { account: account.toUpperCase(), name: name ?? null, testHours: testHours ?? null };
}

function fillWord(entry: WordEntry): MappedWord {
  if (typeof entry === 'string') return entry;
  const category = entry.category ?? categoryOf(entry.condition);
  const { condition, priority, latched, onDelaySeconds, offDelaySeconds } = entry;
  return {
    condition,
    priority,
    category,
    latched: latched ?? latchesByDefault(category),
    ...(onDelaySeconds === undefined ? {} : { onDelaySeconds }),
    ...(offDelaySeconds === undefined ? {} : { offDelaySeconds }),
  };
}

function definedOnly(words: { readonly [word: string]: string | undefined }): { readonly [word: string]: string } {
  return Object.fromEntries(Object.entries(words).flatMap(([word, text]) => (text === undefined ? [] : [[word, text]])));
}
