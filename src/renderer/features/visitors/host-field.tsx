/** Who is visited: two or three letters, arrows and Enter pick; a name that nobody has is taken as typed. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyCap } from '../../ui/index.ts';
import { DraftInput } from './draft-input.tsx';
import classes from './visitor-box.module.css';

const offered = 4;

export interface HostFieldProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (name: string) => void;
  /** The host is settled: on to the next field. */
  readonly onNext: () => void;
}

export function HostField({ value, error, onChange, onNext }: HostFieldProps) {
  const { t } = useText();
  /** Offers only while someone types; a name that is filled in or picked is settled. */
  const [typing, setTyping] = useState(false);
  const [cursor, setCursor] = useState(0);
  const [asked] = useDebouncedValue(value.trim(), 120);
  const found = useQuery(apiQuery.visitors.hosts.queryOptions({ input: { text: asked }, enabled: typing && asked !== '' }));
  const hosts = typing && value.trim() !== '' && asked === value.trim() ? (found.data ?? []).slice(0, offered) : [];

  const list = useRef<HTMLDivElement>(null);
  const shown = hosts.length;
  useEffect(() => {
    if (shown > 0) list.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const pick = (name: string) => {
    setTyping(false);
    onChange(name);
    onNext();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && hosts.length > 0) {
      event.preventDefault();
      // One more than there are hosts: the last stands for the name as typed.
      setCursor((at) => Math.min(hosts.length, Math.max(0, at + step)));
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (value.trim() !== '') pick(hosts[cursor]?.name ?? value.trim());
  };
  return (
    <div>
      <DraftInput
        field="hostName"
        label={t('visitors.form.host')}
        value={value}
        maxLength={80}
        error={error}
        onKeyDown={onKeyDown}
        onChange={(name) => {
          setTyping(true);
          setCursor(0);
          onChange(name);
        }}
      />
      {hosts.length === 0 ? null : (
        <div ref={list} role="listbox" aria-label={t('visitors.form.hosts')} className={classes.list}>
          {[
            ...hosts.map((host) => ({ key: host.holderId, name: host.name, words: host.name, more: host.department })),
            { key: 'typed', name: value.trim(), words: t('visitors.form.hostFree', { name: value.trim() }), more: '' },
          ].map((option, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus, arrows and Enter pick
            <div key={option.key} role="option" aria-selected={at === cursor} className={classes.option} onClick={() => pick(option.name)}>
              <div className={classes.words}>
                <span>{option.words}</span>
                {option.more === '' ? null : <span className={classes.dim}>{option.more}</span>}
              </div>
              {at === cursor ? <KeyCap>Enter</KeyCap> : null}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
