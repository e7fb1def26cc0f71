/** The fields of a registration in the order of speech. What is known of a returning visitor stands above, folded fields change it. */
import { type DocumentKind, documentKinds, type VisitKind, type VisitPurpose, visitKinds } from '../../../shared/model/visits.ts';
import { useText } from '../../app/text.ts';
import { SelectField } from '../../ui/index.ts';
import type { Draft, draftProblems } from './draft.ts';
import { DraftInput } from './draft-input.tsx';
import { HostField } from './host-field.tsx';
import { PurposePicker } from './purpose-picker.tsx';
import classes from './registration-form.module.css';

export interface DraftFieldsProps {
  readonly draft: Draft;
  readonly problems: ReturnType<typeof draftProblems>;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onPurpose: (purpose: VisitPurpose) => void;
  readonly onHostDone: () => void;
}

export function DraftFields(props: DraftFieldsProps) {
  const { t } = useText();
  const { draft, problems, onChange } = props;
  const returning = draft.personId !== null;
  return (
    <>
      {returning ? (
        <Known draft={draft} />
      ) : (
        <>
          <DraftInput
            field="name"
            label={t('visitors.form.name')}
            value={draft.name}
            maxLength={80}
            error={problems.name === undefined ? null : t('visitors.form.nameMissing')}
            onChange={(name) => onChange({ name })}
          />
          <DraftInput
            field="organisation"
            label={t('visitors.form.organisation')}
            value={draft.organisation}
            maxLength={80}
            onChange={(organisation) => onChange({ organisation })}
          />
          <DocumentNumber {...props} />
        </>
      )}
      <HostField
        value={draft.hostName}
        error={problems.hostName === undefined ? null : t('visitors.form.hostMissing')}
        onChange={(hostName) => onChange({ hostName })}
        onNext={props.onHostDone}
      />
      <PurposePicker picked={draft.purpose} error={problems.purpose === undefined ? null : t('visitors.form.purposeMissing')} onPick={props.onPurpose} />
      <details className={classes.more}>
        <summary>{t('visitors.form.more')}</summary>
        <div className={classes.moreFields}>
          <SelectField<VisitKind>
            label={t('visitors.form.kind')}
            value={draft.kind}
            options={visitKinds.map((value) => ({ value, label: t(`visitors.kind.${value}`) }))}
            onChange={(kind) => onChange({ kind })}
          />
          <SelectField<DocumentKind>
            label={t('visitors.form.documentKind')}
            value={draft.documentKind}
            options={documentKinds.map((value) => ({ value, label: t(`visitors.document.${value}`) }))}
            onChange={(documentKind) => onChange({ documentKind })}
          />
          {returning ? <DocumentNumber {...props} /> : null}
          <DraftInput field="plate" label={t('visitors.form.plate')} value={draft.plate} maxLength={16} onChange={(plate) => onChange({ plate })} />
          <DraftInput field="phone" label={t('visitors.form.phone')} value={draft.phone} maxLength={40} onChange={(phone) => onChange({ phone })} />
        </div>
      </details>
    </>
  );
}

function DocumentNumber({ draft, problems, onChange }: DraftFieldsProps) {
  const { t } = useText();
  return (
    <DraftInput
      field="documentNumber"
      label={`${t(`visitors.document.${draft.documentKind}`)} · ${t('visitors.form.optional')}`}
      value={draft.documentNumber}
      maxLength={40}
      hint={draft.documentMasked === null ? undefined : t('visitors.form.documentKept', { masked: draft.documentMasked })}
      error={problems.documentNumber === undefined ? null : t('visitors.form.documentShort')}
      onChange={(documentNumber) => onChange({ documentNumber })}
    />
  );
}

function Known({ draft }: { readonly draft: Draft }) {
  const more = [draft.organisation, draft.documentMasked, draft.plate].filter((part) => part !== null && part !== '');
  return (
    <div className={classes.known}>
      <p className={classes.knownName}>{draft.name}</p>
      {more.length === 0 ? null : <p className={classes.dim}>{more.join(' · ')}</p>}
    </div>
  );
}
