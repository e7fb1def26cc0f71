/** The keys as the help page lists them. What a key does is registered where it acts; this is the printed card. */
import type { TextKey } from '../../../shared/i18n/index.ts';

interface KeyGroup {
  readonly title: TextKey;
  readonly keys: readonly { readonly keys: readonly string[]; readonly words: TextKey }[];
}

export const keyColumns: readonly (readonly KeyGroup[])[] = [
  [
    {
      title: 'help.everywhere',
      keys: [
        { keys: ['F1'], words: 'help.key.help' },
        { keys: ['F2'], words: 'help.key.watch' },
        { keys: ['F3'], words: 'help.key.alarms' },
        { keys: ['F4'], words: 'help.key.gate' },
        { keys: ['F5'], words: 'help.key.log' },
        { keys: ['F9'], words: 'help.key.visitors' },
        { keys: ['F10'], words: 'help.key.devices' },
        { keys: ['Ctrl+,'], words: 'help.key.settings' },
        { keys: ['Ctrl+K'], words: 'help.key.find' },
        { keys: ['Ctrl+D'], words: 'help.key.theme' },
        { keys: ['Ctrl+B'], words: 'help.key.brightness' },
        { keys: ['Ctrl+G'], words: 'help.key.language' },
        { keys: ['Ctrl+L'], words: 'help.key.lock' },
        { keys: ['Escape'], words: 'help.key.escape' },
      ],
    },
  ],
  [
    {
      title: 'help.onAlarm',
      keys: [
        { keys: ['A'], words: 'help.key.acknowledge' },
        { keys: ['T'], words: 'help.key.take' },
        { keys: ['S'], words: 'help.key.silence' },
        { keys: ['H'], words: 'help.key.shelve' },
      ],
    },
    {
      title: 'help.inLists',
      keys: [
        { keys: ['ArrowUp', 'ArrowDown'], words: 'help.key.move' },
        { keys: ['Enter'], words: 'help.key.open' },
        { keys: ['Home'], words: 'help.key.newest' },
      ],
    },
    {
      title: 'help.atTheBox',
      keys: [
        { keys: ['F2'], words: 'help.key.type' },
        { keys: ['1', '9'], words: 'help.key.number' },
        { keys: ['Enter'], words: 'help.key.next' },
      ],
    },
  ],
];
