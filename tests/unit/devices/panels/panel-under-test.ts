/** A panel of any dialect under test, and what its signals say in short. */
import type { PanelSignal } from '../../../../src/main/core/ports/devices.ts';
import { createDialect } from '../../../../src/main/devices/panels/create-dialect.ts';
import type { Reading, WordBook } from '../../../../src/main/devices/panels/dialect.ts';
import type { PanelConfig, TopicPanelConfig } from '../../../../src/shared/model/config.ts';
import type { MappedWord } from '../../../../src/shared/model/mapped-word.ts';

const base = { id: 'p', name: 'Panel', heartbeatSeconds: null, simulated: false } as const;

/** A panel of a dialect that is known by its topics. */
export const topicPanel = (dialect: TopicPanelConfig['dialect'], prefix: string): PanelConfig => ({ ...base, dialect, base: prefix });
export const siaPanel = (topic: string): PanelConfig => ({ ...base, dialect: 'sia', topic, receiver: null });
export const homeAssistantPanel = (prefix: string): PanelConfig => ({ ...base, dialect: 'home-assistant', base: prefix });

export function openPanel(config: PanelConfig, taught: { readonly [word: string]: MappedWord } = {}) {
  const words: WordBook = { meaning: (word) => taught[word] ?? null };
  const dialect = createDialect(config, words);
  const hear = (topic: string, payload: string, retained = false): Reading | null => dialect.parse({ topic, payload: Buffer.from(payload), retained }, 0);
  return {
    dialect,
    hear,
    /** Its signals in short; a problem, or a topic of somebody else, is told as such. */
    say(topic: string, payload: string, retained = false): readonly string[] {
      const reading = hear(topic, payload, retained);
      if (reading === null) return ['not ours'];
      return reading.problem === null ? inShort(reading.signals) : [...inShort(reading.signals), `! ${reading.problem}`];
    },
  };
}

/** `Hall: fire on`, `Hall: opened`, `zone hall = open`, `online`. */
export const inShort = (signals: readonly PanelSignal[]): readonly string[] => signals.map(shortOf);

function shortOf(signal: PanelSignal): string {
  switch (signal.type) {
    case 'condition':
      return `${signal.source}: ${signal.condition} ${signal.active ? 'on' : 'off'}`;
    case 'event':
      return `${signal.source}: ${signal.kind === undefined || signal.kind === 'event' ? '' : `${signal.kind} `}${signal.event}`;
    case 'point':
      return `${signal.kind} ${signal.pointId} = ${signal.state ?? (signal.bypassed === undefined ? '' : signal.bypassed ? 'bypassed' : 'in use')}`;
    case 'availability':
      return signal.online ? 'online' : 'offline';
    case 'commandResult':
      return `${signal.commandId} ${signal.result}: ${signal.detail}`;
    default:
      return signal.type;
  }
}
