/**
 * The post that the demo opens: its readers, panels and how they are set up. Data only; everything in it is simulated.
 * Must not hold secrets: the broker users' passwords come from whoever starts the demo.
 */
import type { OsdpReaderConfig, PanelConfig, PostConfig, ReaderConfig } from '../../../shared/model/config.ts';
import type { MappedWord } from '../../../shared/model/mapped-word.ts';
import { defaultCardFormats, defaultVoice } from '../../../shared/model/site-defaults.ts';
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

type BusPart = Pick<ReaderConfig, 'id' | 'name' | 'area' | 'direction'> & Pick<OsdpReaderConfig, 'address' | 'secure'> & Partial<Pick<OsdpReaderConfig, 'pin'>>;

/** On one line. Whoever wants the store's things has passed a gate before: there, going in twice is no trick. */
const busReader = ({ address, secure, pin = 'off', ...part }: BusPart): ReaderConfig => ({
  ...reader({ ...part, protocol: 'osdp' }),
  path: 'simulated:bus1',
  baudRate: 38_400,
  passBack: pin === 'off',
  osdp: { busId: 'bus1', address, secure, pollMs: 100, pin, inputs: [] },
});

export const demoReaders: readonly ReaderConfig[] = [
  reader({ id: 'north-in', name: 'North gate, in', protocol: 'em4100', direction: 'in', area: 'North gate' }),
  reader({ id: 'north-out', name: 'North gate, out', protocol: 'em4100', direction: 'out', area: 'North gate' }),
  reader({ id: 'yard-gate', name: 'Yard gate', protocol: 'wiegand-text', direction: 'in', area: 'Yard' }),
  reader({ id: 'desk', name: 'Desk scanner', protocol: 'line', direction: null, area: 'Gatehouse' }),
  reader({ id: 'doc-scanner', name: 'Document scanner', protocol: 'mrz', direction: null, area: 'Gatehouse' }),
  busReader({ id: 'turnstile-1', name: 'Turnstile 1, in', address: 0, direction: 'in', area: 'North gate', secure: 'required' }),
  busReader({ id: 'turnstile-2', name: 'Turnstile 2, out', address: 1, direction: 'out', area: 'North gate', secure: 'required' }),
  busReader({ id: 'store-door', name: 'Store door', address: 2, direction: 'in', area: 'Store hall', secure: 'required', pin: 'required' }),
  // New, without a key: it works in clear until the installer gives it one.
  busReader({ id: 'annex-door', name: 'Annex door', address: 3, direction: 'in', area: 'Annex', secure: 'off' }),
];

/** Those that had their key set up before the demo begins. */
export const demoReadersWithKey: readonly string[] = demoReaders.filter(({ osdp }) => osdp?.secure === 'required').map(({ id }) => id);
/** Of every badge that has bits, at the store door. It guards nothing. */
export const demoCardPin = '2580';

const yardWords: { readonly [word: string]: MappedWord } = {
  open: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true },
  tamper: { condition: 'tamper', category: 'tamper', priority: 2, latched: false },
  closed: 'clear',
  alive: 'alive',
};

const storeWords: { readonly [word: string]: MappedWord } = {
  fire: { condition: 'fire', category: 'life', priority: 1, latched: true },
  water: { condition: 'water', category: 'technical', priority: 3, latched: false },
  low: { condition: 'battery', category: 'trouble', priority: 3, latched: false },
  normal: 'clear',
  alive: 'alive',
};

export const demoPanels: readonly PanelConfig[] = [
  { id: 'main', name: 'Main building', dialect: 'home-assistant', base: 'homeassistant', heartbeatSeconds: null, simulated: true },
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
  // Does what it is told: partitions to arm, zones to bypass.
  { id: 'office', name: 'Office wing', dialect: 'pai', base: 'office', heartbeatSeconds: null, simulated: true },
];

/** The demo's configuration. The simulated panels sign in with `panelPassword` as users `sim-<panel id>`. */
export function demoConfig(panelPassword: string): PostConfig {
  return {
    post: { site: 'Plant 1', name: 'North gate' },
    readers: demoReaders,
    voice: defaultVoice,
    cardFormats: defaultCardFormats,
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
    { username: 'sim-office', password, topics: ['office/#'] },
  ];
}
