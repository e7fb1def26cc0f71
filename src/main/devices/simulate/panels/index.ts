/** The simulated panels, one per dialect: the one list. */

import { simulatedAd2Iot } from './ad2iot.ts';
import { simulatedAlarmo } from './alarmo.ts';
import { simulatedDsc } from './dsc.ts';
import { simulatedFrigate } from './frigate.ts';
import { simulatedGuardpost } from './guardpost.ts';
import { simulatedHomeAssistant } from './home-assistant.ts';
import { simulatedMapping } from './mapping.ts';
import { simulatedPai } from './pai.ts';
import { simulatedSia } from './sia.ts';
import type { SimulatedDialect } from './simulated-dialect.ts';
import { simulatedSparkplug } from './sparkplug.ts';
import { simulatedTexecom } from './texecom.ts';
import { simulatedZigbee2Mqtt } from './zigbee2mqtt.ts';

export const simulatedDialects: readonly SimulatedDialect[] = [
  simulatedPai,
  simulatedDsc,
  simulatedAlarmo,
  simulatedTexecom,
  simulatedAd2Iot,
  simulatedFrigate,
  simulatedHomeAssistant,
  simulatedSparkplug,
  simulatedZigbee2Mqtt,
  simulatedSia,
  simulatedGuardpost,
  simulatedMapping,
];

/** The simulated panel of this dialect; null = there is none. */
export function simulatedDialect(name: string): SimulatedDialect | null {
  return simulatedDialects.find(({ dialect }) => dialect === name) ?? null;
}
