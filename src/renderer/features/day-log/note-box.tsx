/** The free note: F5 brings the focus here, Enter saves. A scan never lands in it (the dispatcher takes scans out of text fields). */
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { translate, useText } from '../../app/text.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import classes from './day-log.module.css';
import { forgetCites, type NoteDraft, noteSaved, useNoteDraft, writeNote } from './note-draft.ts';

export function NoteBox() {
  const { t } = useText();
  const draft = useNoteDraft();
  const may = useMay('guard', 'operator', 'lead');
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: ({ text, cites }: NoteDraft) => api.log.note({ text: text.trim(), ...(cites.length > 0 && { cites: [...cites] }) }),
    onSuccess: (entry, saved) => {
      noteSaved(saved);
      setProblem(null);
      toast('done', translate('log.note.saved', { seq: entry.row.seq }));
    },
    onError: (error) => setProblem(callError(error)),
  });
  const submit = () => {
    if (save.isPending) return;
    if (draft.text.trim() === '') return setProblem(t('log.note.empty'));
    save.mutate(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className={classes.note}>
      <div className={classes.noteLine}>
        <Textarea
          aria-label={t('log.note.label')}
          size="md"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          disabled={!may}
          error={problem}
          placeholder={t(may ? 'log.note.placeholder' : 'log.note.mayNot')}
          data-focus-target="note"
          value={draft.text}
          onChange={(event) => {
            setProblem(null);
            writeNote(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <KeyButton shownKey="Enter" disabled={!may || save.isPending} onPress={submit}>
          {t(save.isPending ? 'log.note.saving' : 'log.note.save')}
        </KeyButton>
      </div>
      {draft.cites.length === 0 ? null : (
        <p className={classes.citing}>
          {t('log.note.citing', { seqs: draft.cites.join(', ') })}
          <KeyButton kind="quiet" onPress={forgetCites}>
            {t('log.note.uncite')}
          </KeyButton>
        </p>
      )}
    </div>
  );
}
