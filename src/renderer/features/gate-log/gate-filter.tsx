/** Which reads are shown: all, granted, denied (keys 1 to 3), and of which reader. */
import { Input } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { KeyButton } from '../../ui/index.ts';

const decisions = ['all', 'granted', 'denied'] as const;
export interface Filter {
  readonly decision: (typeof decisions)[number];
  readonly reader: string | null;
}
export const noFilter: Filter = { decision: 'all', reader: null };

export function GateFilter({ filter, onFilter }: { readonly filter: Filter; readonly onFilter: (filter: Filter) => void }) {
  const { t } = useText();
  const readers = useLive((live) => live.devices.filter((device) => device.kind === 'reader'));
  return (
    <>
      {decisions.map((decision, i) => (
        <KeyButton key={decision} shortcut={String(i + 1)} pressed={filter.decision === decision} onPress={() => onFilter({ ...filter, decision })}>
          {t(`gate.filter.${decision}`)}
        </KeyButton>
      ))}
      <Input
        component="select"
        size="md"
        aria-label={t('gate.filter.reader')}
        rightSection={<ChevronDown size={20} aria-hidden="true" />}
        rightSectionPointerEvents="none"
        value={filter.reader ?? ''}
        onChange={(event) => onFilter({ ...filter, reader: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      >
        <option value="">{t('gate.filter.everyReader')}</option>
        {readers.map((reader) => (
          <option key={reader.id} value={reader.id}>
            {reader.name}
          </option>
        ))}
      </Input>
    </>
  );
}
