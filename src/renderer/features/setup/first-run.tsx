/** No configuration yet: set up this post, or look around. Two large choices, one key each. */
import { useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyCap, StageCard, toast } from '../../ui/index.ts';
import classes from './first-run.module.css';
import { SetupForm } from './setup-form.tsx';

export function FirstRun() {
  const { t } = useText();
  const [settingUp, setSettingUp] = useState(false);
  const [starting, setStarting] = useState(false);
  const lookAround = () => {
    setStarting(true);
    // The post swaps itself for the demo; the page notices by its connection.
    api.setup.lookAround().catch((error: unknown) => {
      setStarting(false);
      toast('problem', callError(error));
    });
  };
  if (settingUp) return <SetupForm onBack={() => setSettingUp(false)} />;
  return (
    <StageCard title={t('session.firstRun.title')} text={t(starting ? 'session.setup.starting' : 'session.firstRun.text')} wide>
      <div className={classes.choices}>
        <Choice number="1" title={t('session.firstRun.setUp')} text={t('session.firstRun.setUpText')} onPick={() => setSettingUp(true)} disabled={starting} />
        <Choice number="2" title={t('session.firstRun.look')} text={t('session.firstRun.lookText')} onPick={lookAround} disabled={starting} />
      </div>
    </StageCard>
  );
}

interface ChoiceProps {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly onPick: () => void;
  readonly disabled: boolean;
}

function Choice({ number, title, text, onPick, disabled }: ChoiceProps) {
  useShortcut(number, onPick, { enabled: !disabled });
  return (
    <button type="button" className={classes.choice} onClick={onPick} disabled={disabled} aria-keyshortcuts={number}>
      <span className={classes.title}>
        <KeyCap>{number}</KeyCap> {title}
      </span>
      <span className={classes.text}>{text}</span>
    </button>
  );
}
