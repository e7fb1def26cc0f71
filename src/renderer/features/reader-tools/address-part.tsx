/** Another address or speed for a reader. The configuration file is not changed: it says what must be written there. */
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, SelectField, TextField } from '../../ui/index.ts';
import { callFailure, type Failure } from './failure.ts';
import { parseAddresses, speeds } from './find-plan.ts';
import { comeIntoView, FailureNote, type ReaderChoice, useEnter } from './parts.tsx';
import classes from './reader-tools.module.css';
import { YamlToCopy } from './yaml-to-copy.tsx';

interface Place {
  readonly address: number;
  readonly baudRate: number;
}

export function AddressPart({ choice }: { readonly choice: ReaderChoice }) {
  const text = useText();
  const { t } = text;
  const { reader, readers, onChanged } = choice;
  const [addressText, setAddressText] = useState(String(reader.address));
  const [baudRate, setBaudRate] = useState(reader.baudRate);
  const [state, setState] = useState<'idle' | 'working' | Place | Failure>('idle');
  const others = readers.filter(({ path, readerId }) => path === reader.path && readerId !== reader.readerId);
  const address = oneAddress(addressText);
  const taken = others.find((other) => other.address === address);
  const same = address === reader.address && baudRate === reader.baudRate;
  const ready = address !== null && taken === undefined && !same && state !== 'working';
  const go = () => {
    if (!ready) return;
    setState('working');
    api.readers
      .address({ readerId: reader.readerId, address, baudRate })
      .then(setState, (error: unknown) => setState(callFailure(error, text)))
      .finally(onChanged);
  };
  const submit = useEnter(go);
  const change = (next: () => void) => {
    next();
    setState('idle');
  };
  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <p>{`${t('readers.address.now')}: ${t('readers.address.nowText', { address: reader.address, baudRate: reader.baudRate })}`}</p>
        <TextField
          label={t('readers.address.address')}
          value={addressText}
          inputMode="numeric"
          maxLength={3}
          error={address === null ? t('readers.address.addressBad') : taken === undefined ? null : t('readers.address.taken', { name: taken.name })}
          onChange={(value) => change(() => setAddressText(value))}
        />
        {others.length > 0 ? (
          <p className={classes.dim}>{t('readers.address.shared')}</p>
        ) : (
          <SelectField
            label={t('readers.address.baudRate')}
            value={String(baudRate)}
            options={ratesWith(reader.baudRate).map((rate) => ({ value: String(rate), label: String(rate) }))}
            onChange={(value) => change(() => setBaudRate(Number(value)))}
          />
        )}
        <p className={classes.dim}>{t('readers.address.text')}</p>
        <div className={classes.buttons}>
          <KeyButton kind="main" submit shownKey="Enter" disabled={!ready} onPress={() => undefined}>
            {t('readers.address.go')}
          </KeyButton>
          <span className={classes.dim} aria-live="polite">
            {state === 'working' ? t('readers.address.working') : same && state === 'idle' ? t('readers.address.same') : ''}
          </span>
        </div>
      </form>
      <Outcome readerId={reader.readerId} state={state} />
    </>
  );
}

function Outcome({ readerId, state }: { readonly readerId: string; readonly state: 'idle' | 'working' | Place | Failure }) {
  const { t } = useText();
  if (typeof state === 'string') return null;
  if ('what' in state) return <FailureNote failure={state} />;
  const yaml = `baudRate: ${state.baudRate}\ndevices:\n  - { id: ${readerId}, address: ${state.address} }`;
  return (
    <div role="status" ref={comeIntoView}>
      <p className={classes.good}>✓ {t('readers.address.done', { ...state })}</p>
      <YamlToCopy title={t('readers.find.yamlTitle')} hint={t('readers.address.next')} yaml={yaml} />
    </div>
  );
}

function oneAddress(text: string): number | null {
  const found = /^\d{1,3}$/.test(text.trim()) ? parseAddresses(text.trim()) : null;
  return found?.[0] ?? null;
}

const ratesWith = (rate: number): number[] => [...new Set<number>([rate, ...speeds])].sort((a, b) => a - b);
