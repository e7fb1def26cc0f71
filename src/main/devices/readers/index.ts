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
import { OneWayReader } from './one-way-reader.ts';
import { createWiegandTextDecoder } from './wiegand-text/decoder.ts';

export interface ReaderDeps {
  readonly clock: Clock;
  /** How to reach the device; without it the serial port at `config.path`. For a simulated reader: `() => simulated.link`. */
  readonly openLink?: (config: ReaderConfig) => Link;
}

/** A reader by its configuration, not started. */
export function createReader(config: ReaderConfig, deps: ReaderDeps): ReaderPort {
  const link = deps.openLink?.(config) ?? createSerialLink({ path: config.path, baudRate: config.baudRate, clock: deps.clock });
  return new OneWayReader(config, link, decoderFor(config), deps.clock);
}

function decoderFor(config: ReaderConfig): CardDecoder {
  switch (config.protocol) {
    case 'em4100':
      return createEm4100Decoder();
    case 'wiegand-text':
      return createWiegandTextDecoder(config.template ?? wiegandPresets[defaultWiegandPreset]);
    case 'line':
      return createLineDecoder(config.template?.idleGapMs || undefined);
  }
}
