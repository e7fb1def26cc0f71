/** A file from the maker for a reader: firmware or settings. */
import { useRef, useState } from 'react';
import type { ToolProblem } from '../../../shared/model/reader-tools.ts';
import { api } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { readBase64 } from '../../ui/files.ts';
import { KeyButton, TextField } from '../../ui/index.ts';
import { callFailure, type Failure, problemFailure } from './failure.ts';
import { FailureNote, Progress, type ReaderChoice, StopButton } from './parts.tsx';
import classes from './reader-tools.module.css';
import { useRun } from './use-run.ts';

const maxBytes = 1_000_000;

type FileEvent =
  | { readonly type: 'progress'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly problem: ToolProblem };

interface Sending {
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly outcome: 'running' | 'done' | 'stopped' | Failure;
}

function useSending(readerId: string) {
  const text = useText();
  const [sending, setSending] = useState<Sending | null>(null);
  const change = (part: Partial<Sending>) => setSending((now) => (now === null ? now : { ...now, ...part }));
  const run = useRun<FileEvent>({
    onEvent(event) {
      if (event.type === 'progress') change(event);
      else change({ outcome: event.type === 'done' ? 'done' : problemFailure(event.problem, text) });
    },
    onError: (error) => change({ outcome: callFailure(error, text) }),
  });
  return {
    sending,
    start(file: File, fileType: number) {
      setSending({ sentBytes: 0, totalBytes: file.size, outcome: 'running' });
      run.start(async (signal) => api.readers.sendFile({ readerId, fileType, fileBase64: await readBase64(file) }, { signal }));
    },
    stop() {
      run.stop();
      change({ outcome: 'stopped' });
    },
  };
}

export function FilePart({ choice }: { readonly choice: ReaderChoice }) {
  const { t } = useText();
  const { reader } = choice;
  const [typeText, setTypeText] = useState('1');
  const [file, setFile] = useState<File | null>(null);
  const { sending, start, stop } = useSending(reader.readerId);
  const fileType = /^\d{1,3}$/.test(typeText) && Number(typeText) <= 255 ? Number(typeText) : null;
  const running = sending?.outcome === 'running';
  const problem = file === null ? null : file.size > maxBytes ? t('readers.file.tooBig') : file.size === 0 ? t('readers.file.empty') : null;
  const ready = file !== null && problem === null && fileType !== null && !running;
  return (
    <>
      <div className={classes.form}>
        <p className={classes.dim}>{t('readers.file.text')}</p>
        <FileChoice file={file} problem={problem} onFile={setFile} />
        <TextField
          label={t('readers.file.type')}
          hint={t('readers.file.typeHint')}
          error={fileType === null ? t('readers.file.typeBad') : null}
          value={typeText}
          onChange={setTypeText}
          inputMode="numeric"
          maxLength={3}
        />
        <div className={classes.buttons}>
          <KeyButton kind="main" shortcut="G" disabled={!ready} onPress={() => ready && start(file, fileType)}>
            {t('readers.file.go', { name: reader.name })}
          </KeyButton>
          {running ? <StopButton onStop={stop} /> : null}
        </div>
      </div>
      {sending === null ? null : <Outcome sending={sending} />}
    </>
  );
}

function FileChoice({ file, problem, onFile }: { readonly file: File | null; readonly problem: string | null; readonly onFile: (file: File) => void }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.buttons}>
      <input
        ref={input}
        className={classes.file}
        type="file"
        tabIndex={-1}
        aria-label={t('readers.file.choose')}
        onChange={(event) => {
          const picked = event.currentTarget.files?.[0];
          if (picked !== undefined) onFile(picked);
        }}
      />
      <KeyButton shortcut="O" onPress={() => input.current?.click()}>
        {t('readers.file.choose')}
      </KeyButton>
      <span className={problem === null ? classes.dim : classes.problem} aria-live="polite">
        {problem ?? (file === null ? t('readers.file.noFile') : t('readers.file.chosen', { name: file.name, kilobytes: kilobytes(file.size) }))}
      </span>
    </div>
  );
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

function Outcome({ sending: { sentBytes, totalBytes, outcome } }: { readonly sending: Sending }) {
  const { t } = useText();
  if (typeof outcome !== 'string') return <FailureNote failure={outcome} />;
  return (
    <div className={classes.outcome}>
      <Progress done={sentBytes} total={totalBytes} words={t('readers.file.progress', { sent: kilobytes(sentBytes), total: kilobytes(totalBytes) })} />
      <p className={outcome === 'done' ? classes.good : classes.told} aria-live="polite">
        {outcome === 'done' ? `✓ ${t('readers.file.done')}` : outcome === 'stopped' ? t('readers.stopped') : ''}
      </p>
    </div>
  );
}
