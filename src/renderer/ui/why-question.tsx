/**
 * Asks why: a number key gives the reason as a code that every reader has in their own language; words of one's own may
 * stand beside it (key 0). `other` needs them. It must not know whose reasons these are.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Why } from '../../shared/model/reasons.ts';
import { useText } from '../app/text.ts';
import { isTextInput } from '../app/text-input.ts';
import { TextField } from './field.tsx';
import { KeyButton } from './key-button.tsx';
import { ReasonPicker } from './reason-picker.tsx';
import classes from './why-question.module.css';

/** As the contract has it. */
const maxLength = 200;

export interface WhyQuestionProps<R extends string> {
  readonly label: string;
  /** At most nine. */
  readonly options: readonly { readonly value: R; readonly label: string }[];
  readonly onGive: (why: Why<R>) => void;
  readonly onCancel: () => void;
  readonly busy?: boolean;
  readonly problem?: string | null;
  /** It comes up in the middle of something that scrolls. */
  readonly intoView?: boolean;
}

export function WhyQuestion<R extends string>({ label, options, onGive, onCancel, busy = false, problem = null, intoView = false }: WhyQuestionProps<R>) {
  const { t } = useText();
  const question = useRef<HTMLDivElement>(null);
  /** null = not opened. */
  const [text, setText] = useState<string | null>(null);
  /** Picked, but says nothing without words. */
  const [waiting, setWaiting] = useState<R | null>(null);
  const words = (text ?? '').trim();
  useEffect(() => {
    const before = document.activeElement;
    if (!isTextInput(before)) return undefined;
    // Away from a text field: now digits are reasons. Afterwards back to it, so that what is typed next is text and no keys.
    question.current?.focus();
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  const grown = text !== null;
  useEffect(() => {
    // What was added to it stands at its end.
    if (intoView) question.current?.scrollIntoView({ block: grown ? 'end' : 'nearest' });
  }, [intoView, grown]);
  const give = (reason: R) => onGive(words === '' ? { reason } : { reason, reasonText: words });
  const pick = (reason: R) => {
    if (reason !== 'other' || words !== '') return give(reason);
    setText('');
    setWaiting(reason);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (waiting === null) event.currentTarget.blur();
    else if (words !== '' && !busy) give(waiting);
  };
  return (
    <div className={classes.question} ref={question} tabIndex={-1}>
      <ReasonPicker label={label} options={options} onPick={pick} onCancel={onCancel} picked={waiting} enabled={!busy} />
      {text === null ? (
        <KeyButton kind="quiet" shortcut="0" disabled={busy} onPress={() => setText('')}>
          {t('common.why.inWords')}
        </KeyButton>
      ) : (
        <div className={classes.words}>
          <TextField
            // Takes the focus again when a reason begins to wait for it.
            key={waiting === null ? 'optional' : 'needed'}
            label={t(waiting === null ? 'common.why.inWords' : 'common.why.words')}
            hint={t(waiting === null ? 'common.why.hint' : 'common.why.needed')}
            value={text}
            onChange={setText}
            onKeyDown={onKeyDown}
            autoFocus
            autoComplete="off"
            maxLength={maxLength}
          />
        </div>
      )}
      {waiting === null ? null : (
        <KeyButton shownKey="Enter" disabled={words === '' || busy} onPress={() => give(waiting)}>
          {t('common.why.give')}
        </KeyButton>
      )}
      {problem === null ? null : (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
