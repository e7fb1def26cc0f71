/** Which rows are shown: one group of kinds (keys from 1 on), and words to search for (key /). */
import { Input } from '@mantine/core';
import { useRef } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, KeyCap } from '../../ui/index.ts';
import classes from './day-log.module.css';
import { type KindGroup, kindGroups } from './kinds.ts';

export interface LogFilter {
  readonly group: KindGroup | null;
  readonly text: string;
}
export const noFilter: LogFilter = { group: null, text: '' };

interface FilterProps {
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
}

export function KindChips({ filter, onFilter }: FilterProps) {
  const { t } = useText();
  return (
    <fieldset className={classes.filters}>
      <legend className={classes.spoken}>{t('log.filter.label')}</legend>
      <KeyButton shortcut="1" pressed={filter.group === null} onPress={() => onFilter({ ...filter, group: null })}>
        {t('log.filter.all')}
      </KeyButton>
      {kindGroups.map((group, i) => (
        <KeyButton key={group} shortcut={String(i + 2)} pressed={filter.group === group} onPress={() => onFilter({ ...filter, group })}>
          {t(`log.group.${group}`)}
        </KeyButton>
      ))}
    </fieldset>
  );
}

export function SearchField({ filter, onFilter }: FilterProps) {
  const { t } = useText();
  const field = useRef<HTMLInputElement>(null);
  useShortcut('/', () => field.current?.focus());
  return (
    <search className={classes.search}>
      <Input
        ref={field}
        size="md"
        type="search"
        aria-label={t('log.filter.search')}
        placeholder={t('log.filter.searchPlaceholder')}
        autoComplete="off"
        maxLength={200}
        value={filter.text}
        rightSection={<KeyCap>/</KeyCap>}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
    </search>
  );
}
