/** Card readers: one entry for whoever wires the post. */
import type { ReaderConfig } from '../../../shared/model/config.ts';
import { defaultWiegandPreset, wiegandPresets } from '../../../shared/model/wiegand-presets.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ReaderPort } from '../../core/ports/devices.ts';
import type { Link } from '../link/link.ts';
import { createSerialLink } from '../link/serial-link.ts';
import type { CardDecoder } from './card-decoder.ts';
import { createEm4100Decoder } from './em4100/decoder.ts';
import { createLineDecoder } from './line/decoder.ts';
import { createMagstripeDecoder } from './magstripe/decoder.ts';
import { createMrzDecoder } from './mrz/decoder.ts';
import { OneWayReader } from './one-way-reader.ts';
import { createWiegandTextDecoder } from './wiegand-text/decoder.ts';

export interface ReaderDeps {
  readonly clock: Clock;
  /** How to reach the device; without it the serial port at `config.path`. For a simulated reader: `() => simulated.link`. */
  readonly openLink?: (config: ReaderConfig) => Link;
}

/** A reader by its configuration, not started. */
export function createReader(config: ReaderConfig, deps: ReaderDeps): ReaderPort {
  const link = deps.openLink?.(config) ?? serialLink(config, deps.clock);
  return new OneWayReader(config, link, decoderFor(config, deps.clock), deps.clock);
}

function serialLink({ path, baudRate, parity, dataBits }: ReaderConfig, clock: Clock): Link {
  return createSerialLink({ path, baudRate, parity, dataBits, clock });
}

function decoderFor(config: ReaderConfig, clock: Clock): CardDecoder {
  switch (config.protocol) {
    case 'em4100':
      return createEm4100Decoder();
    case 'wiegand-text':
      return createWiegandTextDecoder(config.template ?? wiegandPresets[defaultWiegandPreset]);
    case 'magstripe':
      return createMagstripeDecoder();
    case 'line':
      return createLineDecoder();
    case 'osdp':
      throw new Error('readers on a bus are made by their bus');
    case 'mrz':
      return createMrzDecoder({ framing: config.framing, trigger: config.trigger, idleEndMs: config.template?.idleGapMs || undefined, clock });
  }
}
