/** What a word or event code of a panel means: to an installer in the configuration, or to a lead who taught it. */
import type { AlarmCategory, Priority } from './alarms.ts';

export type MappedWord =
  | 'clear'
  | 'ignore'
  | 'alive'
  | {
      readonly condition: string;
      readonly priority: Priority;
      readonly category: AlarmCategory;
      readonly latched: boolean;
      /** The cause must last this long before it is an alarm; absent = 0. Never for `life` and `holdUp`. */
      readonly onDelaySeconds?: number;
      /** The cause must be gone this long before it is told as gone; absent = 0. Never for `life` and `holdUp`. */
      readonly offDelaySeconds?: number;
    };
