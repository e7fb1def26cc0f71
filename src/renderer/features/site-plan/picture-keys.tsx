/** For a lead or installer: load, change or remove the picture, and place zones on it. */
import { useEffect, useRef, useState } from 'react';
import { planMimes } from '../../../shared/model/places.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import classes from './site-plan.module.css';
import type { PlanCalls } from './use-plan.ts';

interface PictureKeysProps {
  readonly hasPicture: boolean;
  readonly arranging: boolean;
  readonly onArrange: (arranging: boolean) => void;
  readonly calls: PlanCalls;
}

export function PictureKeys({ hasPicture, arranging, onArrange, calls }: PictureKeysProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  useFocusKept(asking);
  const pick = (file: File | undefined) => {
    if (file !== undefined) void calls.loadPicture(file);
    // The same file may be chosen again.
    if (input.current !== null) input.current.value = '';
  };
  if (asking) return <RemoveQuestion onRemove={() => void calls.removePicture().then(() => setAsking(false))} onCancel={() => setAsking(false)} />;
  return (
    <>
      <input
        ref={input}
        className={classes.file}
        type="file"
        tabIndex={-1}
        accept={planMimes.join(',')}
        aria-label={t('plan.load')}
        onChange={(event) => pick(event.currentTarget.files?.[0])}
      />
      {!hasPicture || arranging ? (
        <KeyButton shortcut="L" onPress={() => input.current?.click()}>
          {t(hasPicture ? 'plan.replace' : 'plan.load')}
        </KeyButton>
      ) : null}
      {hasPicture && arranging ? (
        <KeyButton shortcut="X" onPress={() => setAsking(true)}>
          {t('plan.remove')}
        </KeyButton>
      ) : null}
      {hasPicture ? (
        <KeyButton shortcut="E" pressed={arranging} onPress={() => onArrange(!arranging)}>
          {t(arranging ? 'plan.editDone' : 'plan.edit')}
        </KeyButton>
      ) : null}
    </>
  );
}

function RemoveQuestion({ onRemove, onCancel }: { readonly onRemove: () => void; readonly onCancel: () => void }) {
  const { t } = useText();
  const keys = useRef<HTMLSpanElement>(null);
  useShortcut('Escape', onCancel);
  useEffect(() => keys.current?.querySelector('button')?.focus(), []);
  return (
    <span className={classes.question} ref={keys}>
      <span role="status">{t('plan.removeAsk')}</span>
      <KeyButton shownKey="Enter" onPress={onRemove}>
        {t('plan.remove')}
      </KeyButton>
      <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
        {t('common.cancel')}
      </KeyButton>
    </span>
  );
}
