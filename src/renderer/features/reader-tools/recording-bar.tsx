/** What a recording holds as a whole, and the key that opens what is encrypted in it. The key is sent, used and forgotten. */
import { type FormEvent, useState } from 'react';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField } from '../../ui/index.ts';
import classes from './trace.module.css';
import type { Recording, Recordings } from './use-recording.tsx';

export function RecordingBar({ recording, opened: { summary } }: { readonly recording: Recordings; readonly opened: Recording }) {
  const { t } = useText();
  const [key, setKey] = useState('');
  const [tried, setTried] = useState(false);
  const keyHex = key.replace(/[\s:-]/g, '');
  const isKey = /^[0-9a-f]{32}$/i.test(keyHex);
  const words = [
    t('readers.trace.summary', { frames: summary.frames, seconds: (summary.lastsMs / 1000).toFixed(1), addresses: summary.addresses.join(', ') }),
    ...(summary.unreadable > 0 ? [t('readers.trace.summaryUnreadable', { count: summary.unreadable })] : []),
    ...(summary.refused > 0 ? [t('readers.trace.summaryRefused', { count: summary.refused })] : []),
    ...(summary.closed > 0 ? [t('readers.trace.summaryClosed', { count: summary.closed })] : []),
  ];
  const openIt = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isKey) return;
    recording.openWith(keyHex);
    setKey('');
    setTried(false);
  };
  return (
    <div className={classes.recording}>
      <p aria-live="polite">{words.join(' ')}</p>
      {summary.refused + summary.closed === 0 ? null : (
        <form className={classes.keyForm} onSubmit={openIt}>
          <TextField
            label={t('readers.trace.keyTitle')}
            hint={t('readers.trace.keyHint')}
            error={tried && !isKey ? t('readers.trace.keyBad') : null}
            type="password"
            autoComplete="off"
            value={key}
            onChange={setKey}
            maxLength={64}
          />
          <KeyButton submit shownKey="Enter" onPress={() => undefined}>
            {t('readers.trace.keyGo')}
          </KeyButton>
        </form>
      )}
    </div>
  );
}
