/** The fields of a fault report, in the order in which one tells of it. */
import { useText } from '../../app/text.ts';
import { TextField } from '../../ui/index.ts';
import { type FaultWords, fieldsOf } from './form-values.ts';

interface FaultFieldsProps {
  readonly words: FaultWords;
  readonly onChange: (words: FaultWords) => void;
  readonly autoFocus?: boolean;
}

export function FaultFields({ words, onChange, autoFocus = false }: FaultFieldsProps) {
  const { t } = useText();
  const change = (part: Partial<FaultWords>) => onChange({ ...words, ...part });
  return (
    <>
      <TextField
        label={t('faults.field.description')}
        hint={t('faults.field.descriptionHint')}
        value={words.description}
        onChange={(description) => change({ description })}
        autoFocus={autoFocus}
        autoComplete="off"
        maxLength={500}
      />
      <TextField
        label={t('faults.field.interimMeasure')}
        hint={t('faults.field.interimHint')}
        value={words.interimMeasure}
        onChange={(interimMeasure) => change({ interimMeasure })}
        autoComplete="off"
        maxLength={200}
      />
      <TextField
        label={t('faults.field.reportedTo')}
        value={words.reportedTo}
        onChange={(reportedTo) => change({ reportedTo })}
        autoComplete="off"
        maxLength={100}
      />
      <TextField label={t('faults.field.ticket')} value={words.ticket} onChange={(ticket) => change({ ticket })} autoComplete="off" maxLength={60} />
      <TextField
        label={t('faults.field.promisedFor')}
        hint={t('faults.field.promisedHint')}
        error={fieldsOf(words) === null ? t('faults.field.promisedWrong') : null}
        value={words.promisedFor}
        onChange={(promisedFor) => change({ promisedFor })}
        autoComplete="off"
        maxLength={10}
      />
    </>
  );
}
