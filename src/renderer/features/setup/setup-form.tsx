/** Site, post, one reader, the broker: enough for a first start. The rest is in Settings. */
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, SelectField, StageCard, TextField, toast } from '../../ui/index.ts';
import classes from './first-run.module.css';
import { checkSetup, emptySetup, protocols, type SetupValues, setupInput } from './setup-values.ts';

export function SetupForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const [starting, setStarting] = useState(false);
  const form = useForm<SetupValues>({ initialValues: emptySetup, validateInputOnBlur: true, validate: (values) => checkSetup(values, t) });
  useShortcut('Escape', onBack);
  const field = (name: 'site' | 'post' | 'mqttUrl') => ({
    value: form.values[name],
    onChange: (value: string) => form.setFieldValue(name, value),
    error: typeof form.errors[name] === 'string' ? form.errors[name] : null,
  });
  const create = form.onSubmit((values) => {
    setStarting(true);
    api.setup.create(setupInput(values)).catch((error: unknown) => {
      setStarting(false);
      toast('problem', callError(error));
    });
  });
  return (
    <StageCard title={t('session.setup.title')} wide>
      <form className={classes.form} onSubmit={create}>
        <TextField label={t('session.setup.site')} hint={t('session.setup.siteHint')} autoFocus maxLength={60} {...field('site')} />
        <TextField label={t('session.setup.post')} hint={t('session.setup.postHint')} maxLength={60} {...field('post')} />
        <ReaderFields values={form.values} set={(part) => form.setValues(part)} />
        <SelectField
          label={t('session.setup.broker')}
          value={form.values.broker}
          options={[
            { value: 'own', label: t('session.setup.brokerOwn') },
            { value: 'other', label: t('session.setup.brokerOther') },
          ]}
          onChange={(value) => form.setFieldValue('broker', value)}
        />
        {form.values.broker === 'other' ? (
          <TextField label={t('session.setup.brokerUrl')} hint={t('session.setup.brokerUrlHint')} maxLength={200} {...field('mqttUrl')} />
        ) : null}
        <div className={classes.buttons}>
          <KeyButton kind="main" submit shownKey="Enter" disabled={starting} onPress={() => undefined}>
            {t(starting ? 'session.setup.starting' : 'session.setup.go')}
          </KeyButton>
          <KeyButton kind="quiet" shownKey="Escape" onPress={onBack}>
            {t('common.back')}
          </KeyButton>
        </div>
      </form>
    </StageCard>
  );
}

interface ReaderFieldsProps {
  readonly values: SetupValues;
  readonly set: (part: Partial<SetupValues>) => void;
}

function ReaderFields({ values, set }: ReaderFieldsProps) {
  const { t } = useText();
  const ports = useQuery(apiQuery.setup.serialPorts.queryOptions());
  const found = ports.data ?? [];
  const options = [{ value: '', label: t('session.setup.noReader') }, ...found.map((port) => ({ value: port.path, label: port.label }))];
  return (
    <>
      <div className={classes.line}>
        <SelectField
          label={t('session.setup.reader')}
          value={values.readerPath}
          options={options}
          onChange={(value) => set({ readerPath: value })}
          {...(ports.isSuccess && found.length === 0 ? { hint: t('session.setup.noPorts') } : {})}
        />
        <KeyButton onPress={() => void ports.refetch()}>{t('session.setup.lookAgain')}</KeyButton>
      </div>
      {values.readerPath === '' ? null : (
        <>
          <SelectField
            label={t('session.setup.protocol')}
            value={values.protocol}
            options={protocols.map((value) => ({ value, label: t(`session.setup.protocols.${value}`) }))}
            onChange={(value) => set({ protocol: value })}
          />
          <SelectField
            label={t('session.setup.direction')}
            value={values.direction}
            options={(['in', 'out', 'none'] as const).map((value) => ({ value, label: t(`session.setup.directions.${value}`) }))}
            onChange={(value) => set({ direction: value })}
          />
        </>
      )}
    </>
  );
}
