/**
 * The post that the demo opens: its readers, panels and how they are set up. Data only; everything in it is simulated.
 * Must not hold secrets: the broker users' passwords come from whoever starts the demo.
 */
import type { MappedWord, PanelConfig, PostConfig, ReaderConfig } from '../../../shared/model/config.ts';
import { wiegandPresets } from '../../../shared/model/wiegand-presets.ts';

const reader = (part: Pick<ReaderConfig, 'id' | 'name' | 'protocol' | 'direction' | 'area'>): ReaderConfig => ({
  ...part,
  path: `simulated:${part.id}`,
  baudRate: 9600,
  repeatSeconds: 3,
  passBack: part.direction !== null,
  template: part.protocol === 'wiegand-text' ? wiegandPresets.wie232 : null,
  simulated: true,
});

export const demoReaders: readonly ReaderConfig[] = [
  reader({ id: 'north-in', name: 'North gate, in', protocol: 'em4100', direction: 'in', area: 'North gate' }),
  reader({ id: 'north-out', name: 'North gate, out', protocol: 'em4100', direction: 'out', area: 'North gate' }),
  reader({ id: 'yard-gate', name: 'Yard gate', protocol: 'wiegand-text', direction: 'in', area: 'Yard' }),
  reader({ id: 'desk', name: 'Desk scanner', protocol: 'line', direction: null, area: 'Gatehouse' }),
];

const yardWords: { readonly [word: string]: MappedWord } = {
  open: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true },
  tamper: { condition: 'tamper', category: 'tamper', priority: 2, latched: false },
  closed: 'clear',
  alive: 'alive',
};

const storeWords: { readonly [word: string]: MappedWord } = {
  fire: { condition: 'fire', category: 'life', priority: 1, latched: true },
  water: { condition: 'water', category: 'technical', priority: 3, latched: false },
  low: { condition: 'batteryLow', category: 'trouble', priority: 3, latched: false },
  normal: 'clear',
  alive: 'alive',
};

export const demoPanels: readonly PanelConfig[] = [
  { id: 'main', name: 'Main building', dialect: 'home-assistant', discovery: 'homeassistant', heartbeatSeconds: null, simulated: true },
  {
    id: 'yard',
    name: 'Yard fence',
    dialect: 'mapping',
    topic: 'yard/+/state',
    jsonPath: null,
    words: yardWords,
    availabilityTopic: 'yard/status',
    heartbeatSeconds: 60,
    simulated: true,
  },
  {
    id: 'store',
    name: 'Store hall',
    dialect: 'mapping',
    topic: 'store/+/alarm',
    jsonPath: 'state',
    words: storeWords,
    availabilityTopic: 'store/status',
    heartbeatSeconds: 60,
    simulated: true,
  },
];

/** The demo's configuration. The simulated panels sign in with `panelPassword` as users `sim-<panel id>`. */
export function demoConfig(panelPassword: string): PostConfig {
  return {
    post: { site: 'Plant 1', name: 'North gate' },
    readers: demoReaders,
    mqtt: null,
    broker: {
      host: '127.0.0.1',
      port: 0,
      tls: null,
      users: simulatedPanelUsers(panelPassword),
    },
    panels: demoPanels,
    session: { idleMinutes: 30, maxHours: 12 },
    visitors: { stayHours: 8, badges: 40 },
  };
}

/** Each simulated panel has its own account and sees its own topics only. */
export function simulatedPanelUsers(password: string): PostConfig['broker']['users'] {
  return [
    { username: 'sim-main', password, topics: ['homeassistant/#', 'paradox/#'] },
    { username: 'sim-yard', password, topics: ['yard/#'] },
    { username: 'sim-store', password, topics: ['store/#'] },
  ];
}
