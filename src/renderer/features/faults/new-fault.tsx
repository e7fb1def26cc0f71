/** A fault report by hand: on which source, and what is wrong. */
import { type FormEvent, useState } from 'react';
import type { Fault } from '../../../shared/model/faults.ts';
import { api } from '../../app/api.ts';
import type { FaultTarget } from '../../app/screen-targets.ts';
import { useText } from '../../app/text.ts';
import { DetailPane, KeyButton, SelectField } from '../../ui/index.ts';
import { FaultFields } from './fault-fields.tsx';
import classes from './faults.module.css';
import { fieldsOf, noWords } from './form-values.ts';
import { hasEnded } from './states.ts';
import { useFaultCall, useSources, useSourceText } from './use-faults.ts';

interface NewFaultProps {
  /** To say so where there is a report on the source already. */
  readonly faults: readonly Fault[];
  /** null: still to be chosen. */
  readonly about: FaultTarget | null;
  readonly onOpened: (faultId: string) => void;
  readonly onClose: () => void;
}

const keyOf = ({ panelId, source }: FaultTarget): string => JSON.stringify([panelId, source]);

export function NewFault({ faults, about, onOpened, onClose }: NewFaultProps) {
  const { t } = useText();
  const call = useFaultCall();
  const sourceText = useSourceText();
  const told = useSources() ?? [];
  const sources = about === null || told.some((place) => keyOf(place) === keyOf(about)) ? told : [{ ...about, area: null }, ...told];
  const [chosen, setChosen] = useState(about === null ? null : keyOf(about));
  const [words, setWords] = useState(noWords);
  const [busy, setBusy] = useState(false);
  const place = sources.find((one) => keyOf(one) === chosen) ?? sources[0];
  const fields = fieldsOf(words);
  const known = faults.find((fault) => !hasEnded(fault) && place !== undefined && keyOf(fault) === keyOf(place));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (place === undefined || fields === null || busy) return;
    setBusy(true);
    const { panelId, source } = place;
    const opened = await call(api.faults.open({ panelId, source, ...fields }), t('faults.opened', { source }));
    setBusy(false);
    if (opened !== null) onOpened(opened.faultId);
  };
  return (
    <DetailPane title={t('faults.newTitle')} onClose={onClose} escLeavesField>
      {place === undefined ? (
        <p>{t('faults.noSources')}</p>
      ) : (
        <form className={classes.form} onSubmit={(event) => void onSubmit(event)} aria-label={t('faults.newTitle')}>
          <SelectField
            label={t('faults.pickSource')}
            value={keyOf(place)}
            options={sources.map((one) => ({ value: keyOf(one), label: sourceText(one) }))}
            onChange={setChosen}
          />
          {known === undefined ? null : (
            <div className={classes.buttons} role="status">
              <p>{t('faults.rule.faultOpenAlready')}</p>
              <KeyButton onPress={() => onOpened(known.faultId)}>{t('faults.openThat')}</KeyButton>
            </div>
          )}
          <FaultFields words={words} onChange={setWords} autoFocus />
          <div className={classes.buttons}>
            <KeyButton submit shownKey="Enter" disabled={fields === null || busy} onPress={() => undefined}>
              {t('faults.save')}
            </KeyButton>
          </div>
        </form>
      )}
    </DetailPane>
  );
}
