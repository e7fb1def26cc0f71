/** A recording (`.osdpcap`) opened on this seat; the post reads it and keeps nothing of it. */
import { useRef, useState } from 'react';
import type { ReplaySummary } from '../../../shared/model/reader-tools.ts';
import { api } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import { callFailure } from './failure.ts';
import classes from './trace.module.css';
import { addLines, emptyTrace, type TraceLog } from './trace-lines.ts';

/** As the contract has it, in characters. */
const maxLength = 1_500_000;

export interface Recording {
  /** Another for each file that is opened; the same when a key opens more of it. */
  readonly run: number;
  readonly name: string;
  readonly text: string;
  readonly summary: ReplaySummary;
  /** In the order of the recording. */
  readonly log: TraceLog;
}

export interface Recordings {
  readonly opened: Recording | null;
  open(file: File): void;
  /** Reads it again with a key. */
  openWith(keyHex: string): void;
  close(): void;
}

export function useRecording(): Recordings {
  const text = useText();
  const [opened, setOpened] = useState<Recording | null>(null);
  const read = async (run: number, name: string, content: string, keyHex?: string) => {
    const { lines, summary } = await api.readers.replay({ text: content, unmasked: false, ...(keyHex === undefined ? {} : { keyHex }) });
    const log = addLines(emptyTrace, lines, true);
    setOpened({ run, name, text: content, summary, log: { ...log, entries: log.entries.toReversed() } });
  };
  const tell = (error: unknown) => {
    const { what, todo } = callFailure(error, text);
    toast('problem', todo === null ? what : `${what} ${todo}`);
  };
  return {
    opened,
    open(file) {
      if (file.size > maxLength) return toast('problem', text.t('readers.trace.tooBig'));
      file
        .text()
        .then((content) => read((opened?.run ?? 0) + 1, file.name, content))
        .catch(tell);
    },
    openWith(keyHex) {
      if (opened !== null) read(opened.run, opened.name, opened.text, keyHex).catch(tell);
    },
    close: () => setOpened(null),
  };
}

export function OpenButton({ recording }: { readonly recording: Recordings }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        className={classes.file}
        type="file"
        tabIndex={-1}
        accept=".osdpcap,.json,.jsonl,.txt"
        aria-label={t('readers.trace.open')}
        onChange={(event) => {
          const picked = event.currentTarget.files?.[0];
          // The same file may be opened again, after it was recorded anew.
          event.currentTarget.value = '';
          if (picked !== undefined) recording.open(picked);
        }}
      />
      <KeyButton shortcut="O" onPress={() => input.current?.click()}>
        {t('readers.trace.open')}
      </KeyButton>
    </>
  );
}
