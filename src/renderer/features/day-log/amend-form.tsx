/** Corrects a note: the new text, then why by number key. The old text stays in the journal and on screen. */
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { api, callError } from '../../app/api.ts';
import { translate, useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker, toast } from '../../ui/index.ts';
import { versionsOf } from './amended-text.ts';
import classes from './row-detail.module.css';

const reasons = ['typing', 'facts', 'time', 'person', 'added', 'other'] as const;
type Reason = (typeof reasons)[number];

export function AmendForm({ entry, onDone }: { readonly entry: Entry; readonly onDone: () => void }) {
  const { t } = useText();
  const current = versionsOf(entry).at(-1)?.text ?? '';
  const [text, setText] = useState(current);
  const [asking, setAsking] = useState(false);
  const picker = useRef<HTMLDivElement>(null);
  const { seq } = entry.row;
  const amend = useMutation({
    mutationFn: (reason: Reason) => api.log.amend({ seq, text: text.trim(), reason: t(`log.amend.reasons.${reason}`) }),
    onSuccess: () => {
      toast('done', translate('log.amend.saved', { seq }));
      onDone();
    },
  });
  const { mutate } = amend;
  const pick = useCallback((reason: Reason) => mutate(reason), [mutate]);
  const options = useMemo(() => reasons.map((value) => ({ value, label: t(`log.amend.reasons.${value}`) })), [t]);
  const next = () => {
    if (text.trim() === '' || text.trim() === current) return;
    setAsking(true);
    // Away from the text field: now digits are reasons.
    picker.current?.focus();
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
      <div ref={picker} tabIndex={-1}>
        {asking ? (
          <ReasonPicker<Reason> label={t('log.amend.reason')} options={options} onPick={pick} onCancel={onDone} enabled={!amend.isPending} />
        ) : (
          <KeyButton kind="main" shownKey="Enter" disabled={text.trim() === '' || text.trim() === current} onPress={next}>
            {t('log.amend.save')}
          </KeyButton>
        )}
      </div>
      {amend.isError ? (
        <p className={classes.problem} role="alert">
          {callError(amend.error)}
        </p>
      ) : null}
    </div>
  );
}
