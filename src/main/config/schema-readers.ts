/** What the configuration file may say about readers: those that only send, and buses of readers that answer (OSDP). */
import { z } from 'zod';
import { alarmCategories } from '../../shared/model/alarms.ts';
import { cardFormats, directions } from '../../shared/model/cards.ts';
import { lampColours, parities, scannerFramings, scannerTriggers, secureLevels } from '../../shared/model/config.ts';
import { readerProtocols } from '../../shared/model/devices.ts';
import { baudRate, id, matching, name, openHours, priority, section, text } from './schema-parts.ts';

/** A preset, a pattern such as `{facility:2h}{number:4h}\r` (cross-checks.ts looks into it), or every part by its name. */
const template = z.union([
  z.string().min(1).max(200),
  section({
    radix: z.enum(['hex', 'decimal']),
    facilityDigits: z.int().min(0).max(20),
    numberDigits: z.int().min(1).max(20),
    prefix: z.string().max(16).optional(),
    suffix: z.string().max(16).optional(),
    format: z.enum(cardFormats),
    layout: z.enum(['separate', 'joined']).optional(),
    numberBits: z.int().min(1).max(64).optional(),
    idleGapMs: z.int().min(0).max(5_000).optional(),
  }),
]);

/** What belongs to one reader, on a line of its own or on a bus. */
const readerKeys = {
  id,
  name: name.optional(),
  direction: z.enum(directions).optional(),
  area: name.optional(),
  repeatSeconds: z.number().min(0).max(600).optional(),
  passBack: z.boolean().optional(),
  openHours: openHours.optional(),
};

/** What belongs to the line. */
const lineKeys = { path: text.optional(), baudRate: baudRate.optional(), simulated: z.boolean().optional() };

const input = section({
  input: z.int().min(0).max(255),
  name: name.optional(),
  condition: name.optional(),
  category: z.enum(alarmCategories).optional(),
  priority: priority.optional(),
  normallyActive: z.boolean().optional(),
});

const busDevice = section({
  ...readerKeys,
  address: z.int().min(0).max(126),
  secure: z.enum(secureLevels).optional(),
  pin: z.enum(['required', 'off']).optional(),
  inputs: z.array(input).max(32).optional(),
});

const bus = section({
  id,
  name: name.optional(),
  ...lineKeys,
  protocol: z.literal('osdp'),
  pollMs: z.int().min(10).max(5_000).optional(),
  devices: z.array(busDevice).min(1).max(127),
});

const oneWayReader = section({
  ...readerKeys,
  ...lineKeys,
  protocol: z.enum(readerProtocols).exclude(['osdp']),
  template: template.optional(),
  /** Names the card where a template in words leaves it open. */
  format: z.enum(cardFormats).optional(),
  framing: z.enum(scannerFramings).optional(),
  trigger: z.enum(scannerTriggers).optional(),
  parity: z.enum(parities).optional(),
  dataBits: z.literal([7, 8]).optional(),
});

export const reader = z.discriminatedUnion('protocol', [bus, oneWayReader]);

/** Lamp, buzzer, relay and text for one thing that a reader tells. Texts go to displays that know ASCII alone. */
const voiceSign = section({
  lamp: z.enum(lampColours).optional(),
  blinks: z.boolean().optional(),
  seconds: z.number().min(0.1).max(255).optional(),
  beeps: z.int().min(0).max(20).optional(),
  relay: section({ output: z.int().min(0).max(255), seconds: z.number().min(0.1).max(600) }).nullish(),
  text: matching(/^[ -~]{1,32}$/, 'displayText').nullish(),
});

export const voice = section({
  granted: voiceSign.optional(),
  denied: voiceSign.optional(),
  wait: voiceSign.optional(),
  install: voiceSign.optional(),
});

export type ReaderEntry = z.infer<typeof oneWayReader>;
export type BusEntry = z.infer<typeof bus>;
export type BusDeviceEntry = z.infer<typeof busDevice>;
export type InputEntry = z.infer<typeof input>;
export type VoiceEntry = z.infer<typeof voice>;
export type VoiceSignEntry = z.infer<typeof voiceSign>;
