/** What all tools share: which reader, what went wrong, how far it is. */
import type { FormEvent, ReactNode } from 'react';
import type { ReaderAboutView } from '../../../shared/contract/index.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { ErrorState, KeyButton, SelectField } from '../../ui/index.ts';
import type { Failure } from './failure.ts';
import classes from './reader-tools.module.css';

export type Readers = readonly ReaderAboutView[];

/** Title and tabs of the screen. */
export interface Frame {
  readonly title: string;
  readonly tools: ReactNode;
}

export interface ReaderChoice {
  readonly readers: Readers;
  readonly reader: ReaderAboutView;
  readonly onReader: (readerId: string) => void;
  /** Asks the post anew how the readers are. */
  readonly onChanged: () => void;
}

/** The reader that the tool works on, and how it is. */
export function ReaderSelect({ choice: { readers, reader, onReader } }: { readonly choice: ReaderChoice }) {
  const { t } = useText();
  return (
    <div className={classes.reader}>
      <SelectField
        label={t('readers.reader')}
        value={reader.readerId}
        options={readers.map(({ readerId, name }) => ({ value: readerId, label: name === readerId ? name : `${name} (${readerId})` }))}
        onChange={onReader}
      />
      <p className={classes.facts}>
        {[
          t('readers.onLine', { address: reader.address, path: reader.path }),
          t(reader.online ? 'readers.state.online' : 'readers.state.offline'),
          ...(reader.online ? [t(reader.secure ? 'readers.state.secure' : 'readers.state.clear')] : []),
          t(`readers.state.key.${reader.key}`),
        ].join(' · ')}
      </p>
    </div>
  );
}

/** On a small screen what came of the work stands below its end: who waits for it must see it. */
export const comeIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

/** `more`: what else is to be said of it. */
export function FailureNote({ failure, more }: { readonly failure: Failure; readonly more?: string }) {
  const { t } = useText();
  return (
    <div ref={comeIntoView}>
      <ErrorState what={failure.what} {...(failure.todo === null ? {} : { whatToDo: `${t('readers.whatToDo')}: ${failure.todo}` })} />
      {more === undefined ? null : <p className={classes.dim}>{more}</p>}
    </div>
  );
}

/** For a form whose button shows Enter: it works from a field, and also where nothing has the focus. The answer is for `onSubmit`. */
export function useEnter(go: () => void): (event: FormEvent) => void {
  useShortcut('Enter', go);
  return (event) => {
    event.preventDefault();
    go();
  };
}

/** How far it is; the words beside it say the same. */
export function Progress({ done, total, words }: { readonly done: number; readonly total: number; readonly words: string }) {
  return (
    <div className={classes.progress}>
      <progress className={classes.bar} value={done} max={Math.max(1, total)} aria-label={words} />
      <span className={classes.figures}>{words}</span>
    </div>
  );
}

/** Esc stops what runs before it leaves the screen. */
export function StopButton({ onStop }: { readonly onStop: () => void }) {
  const { t } = useText();
  useShortcut('Escape', onStop);
  return (
    <KeyButton shownKey="Escape" onPress={onStop}>
      {t('readers.stop')}
    </KeyButton>
  );
}
