/**
 * A registration: fields in the order of speech, Enter is the safe next, number keys pick the purpose, Esc parks.
 * For a returning visitor only host and purpose are asked. Holds nothing itself: the draft is on the desk.
 */
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { VisitForm } from '../../../shared/contract/index.ts';
import type { OverrideReason, Why } from '../../../shared/model/reasons.ts';
import type { VisitPurpose } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { focusTarget } from '../../app/navigation.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { translate, useText } from '../../app/text.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import { BanAlert } from './ban-alert.tsx';
import { changeDesk } from './desk-store.ts';
import { changeDraft, type Draft, type DraftField, draftFields, draftProblems, finishDraft, firstField, nextField, parkDraft, visitFormOf } from './draft.ts';
import { DraftFields } from './draft-fields.tsx';
import classes from './registration-form.module.css';
import { ScannedNote } from './scanned-note.tsx';
import { useBans } from './use-bans.ts';

const change = (part: Partial<Draft>): void => changeDesk((desk) => changeDraft(desk, part));

/** Done with this draft: off the desk, and the box waits for the next visitor. */
function leave(draftId: number): void {
  changeDesk((desk) => finishDraft(desk, draftId));
  focusTarget('box');
}

function useRegister(draftId: number) {
  return useMutation({
    mutationFn: (form: VisitForm & { override?: Why<OverrideReason> }) => api.visitors.register(form),
    onSuccess: (visit) => {
      toast('done', translate('visitors.form.done', { badge: visit.badgeNumber, name: visit.name }));
      leave(draftId);
    },
  });
}

export function RegistrationForm({ draft }: { readonly draft: Draft }) {
  const { t } = useText();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const bans = useBans(draft);
  const register = useRegister(draft.draftId);
  const problems = draftProblems(draft, bans.length > 0);

  const focus = useCallback((field: DraftField) => {
    const element = form.current?.querySelector(field === 'register' ? '[data-field="register"] button' : `[data-field="${field}"]`);
    if (element instanceof HTMLElement) element.focus();
  }, []);
  const begin = useRef(firstField(draft));
  useEffect(() => focus(begin.current), [focus]);
  const overriding = draft.override !== null;
  const missing = draftFields.find((field) => field in problems) ?? 'register';
  const next = useRef(missing);
  useEffect(() => {
    next.current = missing;
  });
  useEffect(() => {
    if (overriding) focus(next.current);
  }, [overriding, focus]);
  const park = () => {
    changeDesk(parkDraft);
    focusTarget('box');
  };
  useShortcut('Escape', park);

  const submit = () => {
    setTried(true);
    const ready = visitFormOf(
      draft,
      bans.map((match) => match.ban),
    );
    if (ready !== null && !register.isPending) return register.mutate(ready);
    focus(missing);
  };
  const pickPurpose = useCallback(
    (purpose: VisitPurpose) => {
      change({ purpose });
      focus('register');
    },
    [focus],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLElement)) return;
    const field = event.target.dataset.field;
    if (field !== 'name' && field !== 'organisation' && field !== 'documentNumber' && field !== 'plate' && field !== 'phone') return;
    event.preventDefault();
    focus(field === 'name' || field === 'organisation' || field === 'documentNumber' ? nextField(field) : 'register');
  };

  return (
    <form
      ref={form}
      className={classes.form}
      aria-label={t(draft.personId === null ? 'visitors.form.newTitle' : 'visitors.form.returningTitle')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <header className={classes.head}>
        <h3>{t(draft.personId === null ? 'visitors.form.newTitle' : 'visitors.form.returningTitle')}</h3>
        <KeyButton kind="quiet" shownKey="Escape" onPress={park}>
          {t('visitors.form.park')}
        </KeyButton>
      </header>
      <div className={classes.body}>
        <ScannedNote draft={draft} />
        <BanAlert matches={bans} draft={draft} onOverride={(override) => change({ override })} onRefused={() => leave(draft.draftId)} />
        <DraftFields draft={draft} problems={tried ? problems : {}} onChange={change} onPurpose={pickPurpose} onHostDone={() => focus('purpose')} />
      </div>
      <footer className={classes.foot} data-field="register" hidden={bans.length > 0 && !overriding}>
        {register.isError ? (
          <p className={classes.problem} role="alert">
            {callError(register.error)}
          </p>
        ) : null}
        <KeyButton kind="main" shownKey="Enter" submit disabled={register.isPending} onPress={submit}>
          {t(register.isPending ? 'visitors.form.registering' : 'visitors.form.register')}
        </KeyButton>
      </footer>
    </form>
  );
}
