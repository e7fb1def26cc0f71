/** What a lead decides about alarms here: who must agree, who is called when, what is confirmed, when a fault report is drafted. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import { type Priority, priorities } from '../../../shared/model/alarms.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { openScreen } from '../../app/navigation.ts';
import { useText } from '../../app/text.ts';
import { ErrorState, KeyButton, PriorityMark, SelectField, TextField, toast } from '../../ui/index.ts';
import { type PolicyValues, policyOf, type Range, ranges, timesProblem, valuesOf, wholeNumber } from './policy-values.ts';
import classes from './settings.module.css';

export function AlarmsPart() {
  const { t } = useText();
  const policy = useQuery({ ...apiQuery.alarms.policy.queryOptions(), staleTime: 0 });
  if (policy.isError)
    return <ErrorState what={callError(policy.error)} action={<KeyButton onPress={() => void policy.refetch()}>{t('common.retry')}</KeyButton>} />;
  if (policy.data === undefined) return <p className={classes.note}>{t('common.loading')}</p>;
  return (
    <>
      <PolicyForm initial={policy.data} />
      <section className={classes.form}>
        <h2 className={classes.heading}>{t('settings.alarms.codes')}</h2>
        <p className={classes.note}>{t('settings.alarms.codesText')}</p>
        <div className={classes.buttons}>
          <KeyButton onPress={() => openScreen('panels')}>{t('watch.screen.panels')}</KeyButton>
        </div>
      </section>
    </>
  );
}

function PolicyForm({ initial }: { readonly initial: AlarmPolicy }) {
  const { t } = useText();
  const client = useQueryClient();
  const [values, setValues] = useState(() => valuesOf(initial));
  const [busy, setBusy] = useState(false);
  const policy = policyOf(values);
  const change = (part: Partial<PolicyValues>) => setValues({ ...values, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (policy === null || busy) return;
    setBusy(true);
    try {
      setValues(valuesOf(await api.alarms.setPolicy(writable(policy))));
      toast('done', t('settings.alarms.saved'));
    } catch (error) {
      toast('problem', callError(error));
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: apiQuery.alarms.policy.key() });
    }
  };
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)} aria-label={t('settings.part.alarms')}>
      <h2 className={classes.heading}>{t('settings.alarms.twoPersons')}</h2>
      <TwoPersons values={values} onChange={change} />
      <h2 className={classes.heading}>{t('settings.alarms.escalation')}</h2>
      <p className={classes.note}>{t('settings.alarms.escalationText')}</p>
      {priorities.map((priority) => (
        <TimesLine key={priority} priority={priority} values={values} onChange={change} />
      ))}
      <h2 className={classes.heading}>{t('settings.alarms.rules')}</h2>
      <NumberField name="confirmationMinutes" range={ranges.confirmationMinutes} values={values} onChange={change} />
      <NumberField name="falseCount" range={ranges.falseCount} values={values} onChange={change} />
      <NumberField name="falseDays" range={ranges.falseDays} values={values} onChange={change} />
      <div className={classes.buttons}>
        <KeyButton kind="main" submit shownKey="Enter" disabled={policy === null || busy} onPress={() => undefined}>
          {t('common.save')}
        </KeyButton>
      </div>
    </form>
  );
}

/** The client's types know no readonly pairs. */
function writable({ escalationSeconds, ...policy }: AlarmPolicy) {
  const pair = (priority: Priority): [number, number] => [...escalationSeconds[priority]];
  return { ...policy, escalationSeconds: { 1: pair(1), 2: pair(2), 3: pair(3), 4: pair(4) } };
}

interface PartProps {
  readonly values: PolicyValues;
  readonly onChange: (part: Partial<PolicyValues>) => void;
}

function TwoPersons({ values: { twoPersons }, onChange }: PartProps) {
  const { t } = useText();
  return (['disarm', 'bypass'] as const).map((command) => (
    <SelectField
      key={command}
      label={t(`settings.alarms.persons.${command}`)}
      value={twoPersons[command] ? 'two' : 'one'}
      options={(['two', 'one'] as const).map((value) => ({ value, label: t(`settings.alarms.persons.${value}`) }))}
      onChange={(value) => onChange({ twoPersons: { ...twoPersons, [command]: value === 'two' } })}
    />
  ));
}

function TimesLine({ priority, values: { times }, onChange }: PartProps & { readonly priority: Priority }) {
  const { t } = useText();
  const problem = timesProblem(times[priority]);
  const change = (part: Partial<PolicyValues['times'][Priority]>) => onChange({ times: { ...times, [priority]: { ...times[priority], ...part } } });
  return (
    <fieldset className={classes.times}>
      <legend className={classes.priority}>
        <PriorityMark priority={priority} calm />
      </legend>
      {(['second', 'lead'] as const).map((who) => (
        <TextField
          key={who}
          label={t(`settings.alarms.after.${who}`)}
          value={times[priority][who]}
          onChange={(value) => change({ [who]: value })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
        />
      ))}
      {problem === null ? null : (
        <p className={classes.problem} role="alert">
          {t(`settings.alarms.problem.${problem}`, { ...ranges.seconds })}
        </p>
      )}
    </fieldset>
  );
}

interface NumberFieldProps extends PartProps {
  readonly name: 'confirmationMinutes' | 'falseCount' | 'falseDays';
  readonly range: Range;
}

function NumberField({ name, range, values, onChange }: NumberFieldProps) {
  const { t } = useText();
  return (
    <TextField
      label={t(`settings.alarms.field.${name}`)}
      hint={t(`settings.alarms.hint.${name}`)}
      error={wholeNumber(values[name], range) === null ? t('settings.alarms.problem.range', { ...range }) : null}
      value={values[name]}
      onChange={(value) => onChange({ [name]: value })}
      inputMode="numeric"
      autoComplete="off"
      maxLength={4}
    />
  );
}
