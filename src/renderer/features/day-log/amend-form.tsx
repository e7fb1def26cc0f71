/** Corrects a note: the new text, then why by number key. The old text stays in the journal and on screen. */
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { type AmendReason, amendReasons, type Why } from '../../../shared/model/reasons.ts';
import { api, callError } from '../../app/api.ts';
import { translate, useText } from '../../app/text.ts';
import { KeyButton, toast, WhyQuestion } from '../../ui/index.ts';
import { versionsOf } from './amended-text.ts';
import classes from './row-detail.module.css';

export function AmendForm({ entry, onDone }: { readonly entry: Entry; readonly onDone: () => void }) {
  const { t } = useText();
  const current = versionsOf(entry).at(-1)?.text ?? '';
  const [text, setText] = useState(current);
  const [asking, setAsking] = useState(false);
  const { seq } = entry.row;
  const amend = useMutation({
    mutationFn: (why: Why<AmendReason>) => api.log.amend({ seq, text: text.trim(), ...why }),
    onSuccess: () => {
      toast('done', translate('log.amend.saved', { seq }));
      onDone();
    },
  });
  const options = amendReasons.map((value) => ({ value, label: t(`log.amend.reasons.${value}`) }));
  const next = () => {
    if (text.trim() !== '' && text.trim() !== current) setAsking(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    next();
  };
  return (
    <div className={classes.form}>
      <Textarea
        label={t('log.amend.text')}
        size="md"
        rows={4}
        maxLength={2000}
        value={text}
        data-autofocus
        ref={(element) => {
          if (element !== null && document.activeElement === document.body) element.focus();
        }}
        error={text.trim() === '' ? t('log.amend.textMissing') : null}
        onChange={(event) => {
          setAsking(false);
          setText(event.currentTarget.value.replace(/[\r\n\u2028\u2029]+/g, ' '));
        }}
        onKeyDown={onKeyDown}
      />
      {asking ? (
        <WhyQuestion label={t('log.amend.reason')} options={options} onGive={amend.mutate} onCancel={onDone} busy={amend.isPending} />
      ) : (
        <KeyButton kind="main" shownKey="Enter" disabled={text.trim() === '' || text.trim() === current} onPress={next}>
          {t('log.amend.save')}
        </KeyButton>
      )}
      {amend.isError ? (
        <p className={classes.problem} role="alert">
          {callError(amend.error)}
        </p>
      ) : null}
    </div>
  );
}
