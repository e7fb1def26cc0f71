/** What can be done with a running trace: pause, hide polls, show secrets, save. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { postNowUtcMs } from '../../live/index.ts';
import { saveFile } from '../../ui/files.ts';
import { KeyButton, SelectField, toast } from '../../ui/index.ts';
import classes from './trace.module.css';

export interface BusChoice {
  readonly busId: string;
  readonly path: string;
}

export interface TraceBarProps {
  readonly buses: readonly BusChoice[];
  readonly busId: string | null;
  readonly onBus: (busId: string) => void;
  readonly paused: boolean;
  readonly onPause: () => void;
  readonly hidePolls: boolean;
  readonly onHidePolls: () => void;
  readonly unmasked: boolean;
  readonly onUnmask: () => void;
  readonly children: ReactNode;
}

export function TraceBar({ buses, busId, onBus, paused, onPause, hidePolls, onHidePolls, unmasked, onUnmask, children }: TraceBarProps) {
  const { t } = useText();
  return (
    <div className={classes.bar}>
      {buses.length < 2 || busId === null ? null : (
        <SelectField
          label={t('readers.trace.bus')}
          value={busId}
          options={buses.map((bus) => ({ value: bus.busId, label: t('readers.trace.busOption', { ...bus }) }))}
          onChange={onBus}
        />
      )}
      <KeyButton shortcut="P" pressed={paused} onPress={onPause}>
        {t(paused ? 'readers.trace.resume' : 'readers.trace.pause')}
      </KeyButton>
      <KeyButton shortcut="H" pressed={hidePolls} onPress={onHidePolls}>
        {t('readers.trace.polls')}
      </KeyButton>
      <KeyButton shortcut="U" pressed={unmasked} onPress={onUnmask}>
        {t(unmasked ? 'readers.trace.mask' : 'readers.trace.unmask')}
      </KeyButton>
      <span className={classes.gap} />
      {children}
    </div>
  );
}

/** Saves what the post has recorded of this trace; the post writes that down. */
export function SaveButton({ busId, enabled }: { readonly busId: string | null; readonly enabled: boolean }) {
  const { t } = useText();
  const [saving, setSaving] = useState(false);
  const save = () => {
    if (busId === null) return;
    setSaving(true);
    api.readers
      .saveTrace({ busId })
      .then(({ text, frames, leftOut }) => {
        saveFile(
          `${busId}-${new Date(postNowUtcMs()).toISOString().slice(0, 19).replaceAll(':', '')}.osdpcap`,
          new Blob([text], { type: 'application/jsonl' }),
        );
        toast('done', leftOut === 0 ? t('readers.trace.saved', { count: frames }) : t('readers.trace.savedWithout', { frames, leftOut }));
      })
      .catch((error: unknown) => toast('problem', callError(error)))
      .finally(() => setSaving(false));
  };
  return (
    <KeyButton shortcut="J" disabled={!enabled || saving} onPress={save}>
      {t('readers.trace.save')}
    </KeyButton>
  );
}
