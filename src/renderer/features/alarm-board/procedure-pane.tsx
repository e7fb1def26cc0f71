/**
 * What to do about one alarm: the timed steps (sent, arrived, found) and the post order, step by step, by number key.
 * 1 to 6 answer the post order, 7 to 9 are the timed steps, K skips. What is skipped is recorded and stays in sight.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Alarm, AlarmFinding } from '../../../shared/model/alarms.ts';
import { alarmFindings } from '../../../shared/model/alarms.ts';
import type { Procedure } from '../../../shared/model/procedures.ts';
import { apiQuery } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailPane, ReasonPicker } from '../../ui/index.ts';
import { PostOrder } from './post-order.tsx';
import classes from './procedure.module.css';
import { procedureOf } from './procedure.ts';
import { ResponseSteps } from './response-steps.tsx';
import type { AlarmCalls } from './use-alarm-calls.ts';
import { alarmText, isSetAside, needsAcknowledgement } from './words.ts';

export interface ProcedurePaneProps {
  readonly alarm: Alarm;
  readonly calls: AlarmCalls;
  /** A question of the board stands: then its number keys are not ours. */
  readonly enabled: boolean;
  readonly onClose: () => void;
}

const noProcedures: readonly Procedure[] = [];

export function ProcedurePane({ alarm, calls, enabled, onClose }: ProcedurePaneProps) {
  const words = useText();
  const { t } = words;
  const mayAct = useMay('guard', 'operator', 'lead');
  // They change only with the configuration, and must be there when the post is busy.
  const { data = noProcedures, isPending } = useQuery({ ...apiQuery.alarms.procedures.queryOptions(), staleTime: 300_000 });
  const [finding, setFinding] = useState(false);
  const waiting = needsAcknowledgement(alarm);
  const acts = enabled && mayAct && !waiting && !isSetAside(alarm);
  const found = (value: AlarmFinding) => {
    setFinding(false);
    void calls.step(alarm, 'found', value, '');
  };
  return (
    <DetailPane title={alarmText(alarm, words)} onClose={onClose}>
      <div className={classes.pane}>
        {waiting ? <p className={classes.note}>{t('alarms.procedure.acknowledgeFirst')}</p> : null}
        <ResponseSteps
          alarm={alarm}
          acts={acts && !finding}
          onStep={(step) => (step === 'found' ? setFinding(true) : void calls.step(alarm, step, null, ''))}
        />
        {finding ? (
          <ReasonPicker
            label={t('alarms.ask.finding', { alarm: alarmText(alarm, words) })}
            options={alarmFindings.map((value) => ({ value, label: t(`alarms.finding.${value}`) }))}
            onPick={found}
            onCancel={() => setFinding(false)}
            enabled={acts}
          />
        ) : (
          <PostOrder alarm={alarm} procedure={procedureOf(alarm, data)} pending={isPending} acts={acts} onTick={(tick) => void calls.tick(alarm, tick)} />
        )}
      </div>
    </DetailPane>
  );
}
