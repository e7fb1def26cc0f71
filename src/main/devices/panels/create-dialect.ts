/** From a panel's configuration to its dialect: the one list of dialects. */
import type { PanelConfig } from '../../../shared/model/config.ts';
import { createAd2IotDialect } from './ad2iot/index.ts';
import { createAlarmoDialect } from './alarmo/index.ts';
import type { PanelDialect, WordBook } from './dialect.ts';
import { createDscDialect } from './dsc/index.ts';
import { createFrigateDialect } from './frigate/index.ts';
import { createGuardpostDialect } from './guardpost/index.ts';
import { createHomeAssistantDialect } from './home-assistant/index.ts';
import { createMappingDialect } from './mapping/index.ts';
import { createPaiDialect } from './pai/index.ts';
import { createSiaDialect } from './sia/index.ts';
import { createSparkplugDialect } from './sparkplug/index.ts';
import { createTexecomDialect } from './texecom/index.ts';
import { createZigbee2MqttDialect } from './zigbee2mqtt/index.ts';

/** The dialect for one configured panel. */
export function createDialect(config: PanelConfig, words: WordBook): PanelDialect {
  switch (config.dialect) {
    case 'home-assistant':
      return createHomeAssistantDialect(config, words);
    case 'sia':
      return createSiaDialect(config, words);
    case 'mapping':
      return createMappingDialect(config, words);
    case 'pai':
      return createPaiDialect(config, words);
    case 'dsc':
      return createDscDialect(config, words);
    case 'alarmo':
      return createAlarmoDialect(config, words);
    case 'texecom':
      return createTexecomDialect(config, words);
    case 'ad2iot':
      return createAd2IotDialect(config, words);
    case 'zigbee2mqtt':
      return createZigbee2MqttDialect(config, words);
    case 'frigate':
      return createFrigateDialect(config, words);
    case 'sparkplug':
      return createSparkplugDialect(config, words);
    case 'guardpost':
      return createGuardpostDialect(config, words);
  }
}
