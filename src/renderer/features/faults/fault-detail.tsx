/** One fault report in full: its words, what may follow (number keys), and the rows that are its evidence. */
import { type FormEvent, useState } from 'react';
import { type Fault, type FaultState, nextStates } from '../../../shared/model/faults.ts';
import { api } from '../../app/api.ts';
import { openScreen } from '../../app/navigation.ts';
import { usePanelNames } from '../../app/panel-names.ts';
import { logTarget } from '../../app/screen-targets.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, KeyButton, ReasonPicker, TimeText } from '../../ui/index.ts';
import { FaultFields } from './fault-fields.tsx';
import classes from './faults.module.css';
import { type FaultWords, fieldsOf, sameWords, wordsOf } from './form-values.ts';
import { shapes } from './states.ts';
import { useFaultCall } from './use-faults.ts';

export function FaultDetail({ fault, onClose }: { readonly fault: Fault; readonly onClose: () => void }) {
  const { t } = useText();
  const may = useMay('guard', 'operator', 'lead');
  const nameOf = usePanelNames();
  return (
    <DetailPane title={fault.source} onClose={onClose} escLeavesField>
      <p className={classes.now}>
        <span aria-hidden="true">{shapes[fault.state]}</span>{' '}
        {[t(`faults.state.${fault.state}`), fault.area, nameOf(fault.panelId)].filter((part) => part !== null).join(' · ')}
      </p>
      {may ? <FaultForm fault={fault} /> : <FaultWordsShown words={wordsOf(fault)} />}
      {may ? null : <p className={classes.dim}>{t('faults.noRight')}</p>}
      <div className={classes.facts}>
        <DetailList>
          <DetailRow label={t('faults.detail.evidence')}>
            <Evidence seqs={fault.evidenceSeqs} />
          </DetailRow>
          {fault.minutesWasted === 0 ? null : <DetailRow label={t('faults.detail.wasted')}>{Math.round(fault.minutesWasted)}</DetailRow>}
          <DetailRow label={t('faults.detail.opened')}>
            <TimeText atUtcMs={fault.openedAtUtcMs} date="always" />
          </DetailRow>
          <DetailRow label={t('faults.detail.changed')}>
            <TimeText atUtcMs={fault.changedAtUtcMs} date="always" /> · {fault.changedBy}
          </DetailRow>
        </DetailList>
      </div>
    </DetailPane>
  );
}

/** What was sent last and what is typed since; another's change does not take typed words away. */
function useDraft(fault: Fault) {
  const [base, setBase] = useState(fault);
  const [words, setWords] = useState(() => wordsOf(fault));
  const typed = !sameWords(words, wordsOf(base));
  const load = (next: Fault) => {
    setBase(next);
    setWords(wordsOf(next));
  };
  // Nothing was typed: then what another seat wrote is simply shown.
  if (fault.revision > base.revision && !typed) load(fault);
  return { base, words, setWords, typed, load, overtaken: fault.revision > base.revision && typed };
}

function FaultForm({ fault }: { readonly fault: Fault }) {
  const { t } = useText();
  const call = useFaultCall();
  const { base, words, setWords, typed, load, overtaken } = useDraft(fault);
  const [busy, setBusy] = useState(false);
  const fields = fieldsOf(words);
  const change = async (state: FaultState) => {
    if (fields === null || busy) return;
    setBusy(true);
    const changed = await call(
      api.faults.change({ faultId: base.faultId, revision: base.revision, state, ...fields }),
      t('faults.saved', { source: fault.source }),
    );
    if (changed !== null) load(changed);
    setBusy(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void change(base.state);
  };
  const options = nextStates(base.state).map((value) => ({ value, label: t(`faults.to.${value}`) }));
  return (
    <>
      <ReasonPicker label={t('faults.detail.next')} options={options} enabled={!busy && fields !== null} onPick={(state) => void change(state)} />
      {base.state === 'repaired' ? <p className={classes.dim}>{t('faults.detail.other')}</p> : null}
      <form className={classes.form} onSubmit={onSubmit} aria-label={t('faults.newTitle')}>
        <FaultFields words={words} onChange={setWords} />
        <div className={classes.buttons}>
          <KeyButton submit shownKey="Enter" disabled={!typed || fields === null || busy} onPress={() => undefined}>
            {t('faults.save')}
          </KeyButton>
        </div>
        {overtaken ? (
          <div className={classes.buttons} role="alert">
            <p>{t('errors.CONFLICT')}</p>
            <KeyButton onPress={() => load(fault)}>{t('faults.reload')}</KeyButton>
          </div>
        ) : null}
      </form>
    </>
  );
}

function FaultWordsShown({ words }: { readonly words: FaultWords }) {
  const { t } = useText();
  const names = ['description', 'interimMeasure', 'reportedTo', 'ticket', 'promisedFor'] as const;
  return (
    <DetailList>
      {names.map((name) =>
        words[name] === '' ? null : (
          <DetailRow key={name} label={t(`faults.field.${name}`)}>
            {words[name]}
          </DetailRow>
        ),
      )}
    </DetailList>
  );
}

function Evidence({ seqs }: { readonly seqs: readonly number[] }) {
  const { t } = useText();
  if (seqs.length === 0) return t('faults.detail.noEvidence');
  const open = (seq: number) => {
    logTarget.aim(seq);
    openScreen('log');
  };
  return (
    <span className={classes.buttons}>
      {seqs.map((seq) => (
        <KeyButton key={seq} onPress={() => open(seq)}>
          {t('faults.detail.row', { seq })}
        </KeyButton>
      ))}
    </span>
  );
}
