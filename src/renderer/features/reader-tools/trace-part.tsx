/** What passes on a line, live or from a recording: one list, one frame in full beside it. */
import { useState } from 'react';
import { useFocusKept } from '../../app/navigation.ts';
import { useText } from '../../app/text.ts';
import { EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { FailureNote, type Frame, type Readers } from './parts.tsx';
import { RecordingBar } from './recording-bar.tsx';
import classes from './trace.module.css';
import { type BusChoice, SaveButton, TraceBar } from './trace-bar.tsx';
import { keptLines, type TraceEntry, type TraceLog, withKept } from './trace-lines.ts';
import { TraceDetail, TraceHead, TraceRow } from './trace-row.tsx';
import { UnmaskQuestion } from './unmask-question.tsx';
import { OpenButton, type Recording, useRecording } from './use-recording.tsx';
import { type RunningTrace, useTrace } from './use-trace.ts';

export interface TracePartProps {
  readonly frame: Frame;
  readonly readers: Readers;
  /** Of the line to begin with. */
  readonly path: string | undefined;
}

export function TracePart({ frame, readers, path }: TracePartProps) {
  const buses = [...new Map(readers.map((reader) => [reader.busId, { busId: reader.busId, path: reader.path }])).values()];
  const [busId, setBusId] = useState(() => (buses.find((bus) => bus.path === path) ?? buses[0])?.busId ?? null);
  const recording = useRecording();
  if (recording.opened !== null) return <RecordedTrace frame={frame} recording={recording} opened={recording.opened} />;
  const own = readers.filter((reader) => reader.busId === busId);
  const serviced = own.length > 0 && own.every(({ online, lastLoss }) => !online && lastLoss?.cause === 'serviced');
  const open = <OpenButton recording={recording} />;
  return <LiveTrace key={busId} {...{ frame, buses, busId, serviced, open }} onBus={setBusId} />;
}

interface LiveProps {
  readonly frame: Frame;
  readonly buses: readonly BusChoice[];
  readonly busId: string | null;
  readonly onBus: (busId: string) => void;
  /** A search has the line for itself: nothing of it is seen here. */
  readonly serviced: boolean;
  readonly open: React.ReactNode;
}

function LiveTrace({ frame, buses, busId, onBus, serviced, open }: LiveProps) {
  const { t } = useText();
  const [unmask, setUnmask] = useState<'no' | 'asked' | 'yes'>('no');
  const [hidePolls, setHidePolls] = useState(true);
  const trace = useTrace(busId, unmask === 'yes');
  /** What stands on the screen while it is paused; the trace goes on. */
  const [frozen, setFrozen] = useState<TraceLog | null>(null);
  const log = frozen ?? trace.log;
  const changeMask = (next: typeof unmask) => {
    setFrozen(null);
    setUnmask(next);
  };
  const bar = (
    <TraceBar
      {...{ buses, busId, onBus, hidePolls }}
      paused={frozen !== null}
      onPause={() => setFrozen(frozen === null ? trace.log : null)}
      onHidePolls={() => setHidePolls(!hidePolls)}
      unmasked={unmask === 'yes'}
      onUnmask={() => changeMask(unmask === 'yes' ? 'no' : 'asked')}
    >
      <SaveButton busId={busId} enabled={trace.running && trace.log.frames > 0} />
      {open}
    </TraceBar>
  );
  return (
    <Frames
      frame={{ ...frame, bar }}
      run={trace.run}
      log={log}
      hidePolls={hidePolls}
      label={t('readers.trace.list')}
      empty={t(busId === null ? 'readers.none' : serviced ? 'devices.cause.serviced' : 'readers.trace.empty')}
      holds={frozen === null}
    >
      {unmask === 'asked' ? <UnmaskQuestion onYes={() => changeMask('yes')} onNo={() => changeMask('no')} /> : null}
      <TraceState trace={trace} log={log} paused={frozen !== null} unmasked={unmask === 'yes'} />
    </Frames>
  );
}

function TraceState({
  trace,
  log,
  paused,
  unmasked,
}: {
  readonly trace: RunningTrace;
  readonly log: TraceLog;
  readonly paused: boolean;
  readonly unmasked: boolean;
}) {
  const { t } = useText();
  const again = <KeyButton onPress={trace.restart}>{t('readers.again')}</KeyButton>;
  if (trace.failure !== null) {
    return (
      <>
        <FailureNote failure={trace.failure} />
        <div className={classes.state}>{again}</div>
      </>
    );
  }
  const words = [
    ...(unmasked ? [`▲ ${t('readers.trace.unmasked')}`] : []),
    ...(paused ? [t('readers.trace.paused')] : []),
    t('readers.trace.frames', { count: log.frames }),
    ...(log.bad > 0 ? [t('readers.trace.badFrames', { count: log.bad })] : []),
    ...(log.frames > keptLines ? [t('readers.trace.kept', { count: keptLines })] : []),
    ...(trace.dropped > 0 ? [t('readers.trace.dropped', { count: trace.dropped })] : []),
  ];
  if (!trace.running && log.frames > 0) return <ErrorState what={t('readers.trace.ended')} action={again} />;
  return <p className={classes.state}>{words.join(' · ')}</p>;
}

function RecordedTrace({
  frame,
  recording,
  opened,
}: {
  readonly frame: Frame;
  readonly recording: ReturnType<typeof useRecording>;
  readonly opened: Recording;
}) {
  const { t } = useText();
  const [hidePolls, setHidePolls] = useState(false);
  // The field for the key goes when nothing is closed any more.
  useFocusKept(opened);
  const bar = (
    <div className={classes.bar}>
      <span className={classes.fileName}>{opened.name}</span>
      <KeyButton shortcut="H" pressed={hidePolls} onPress={() => setHidePolls(!hidePolls)}>
        {t('readers.trace.polls')}
      </KeyButton>
      <OpenButton recording={recording} />
      <KeyButton shortcut="L" onPress={recording.close}>
        {t('readers.trace.live')}
      </KeyButton>
    </div>
  );
  return (
    <Frames
      frame={{ ...frame, bar }}
      run={opened.run}
      log={opened.log}
      hidePolls={hidePolls}
      label={t('readers.trace.listOfFile')}
      empty={t('readers.trace.emptyFiltered')}
      holds={false}
    >
      <RecordingBar recording={recording} opened={opened} />
    </Frames>
  );
}

const keyOf = (entry: TraceEntry): string => String(entry.id);

interface FramesProps {
  readonly frame: Frame & { readonly bar: React.ReactNode };
  /** With another number begins another trace: what was read of the last one is gone. */
  readonly run: number;
  readonly log: TraceLog;
  readonly hidePolls: boolean;
  readonly label: string;
  readonly empty: string;
  readonly holds: boolean;
  readonly children: React.ReactNode;
}

interface Reading {
  readonly run: number;
  readonly selectedKey: string | null;
  /** The log as it was when the list was held. */
  readonly kept: readonly TraceEntry[];
}

const nothingRead = { selectedKey: null, kept: [] };

function Frames({ frame, run, log, hidePolls, label, empty, holds, children }: FramesProps) {
  const { t } = useText();
  const [lastReading, setReading] = useState<Reading>({ run, ...nothingRead });
  const ofThisRun = (last: Reading): Reading => (last.run === run ? last : { run, ...nothingRead });
  const { selectedKey, kept } = ofThisRun(lastReading);
  const change = (part: Partial<Reading>) => setReading((last) => ({ ...ofThisRun(last), ...part }));
  const setSelectedKey = (key: string | null) => change({ selectedKey: key });
  const entries = withKept(log.entries, kept);
  const rows = hidePolls ? entries.filter(({ idle }) => !idle) : entries;
  const selected = entries.find((entry) => keyOf(entry) === selectedKey);
  const nothing = log.frames > 0 && rows.length === 0 ? t('readers.trace.emptyFiltered') : empty;
  return (
    <ScreenFrame {...frame} detail={selected === undefined ? undefined : <TraceDetail entry={selected} onClose={() => setSelectedKey(null)} />}>
      {children}
      <div className={classes.table}>
        <TraceHead />
        <VirtualList
          rows={rows}
          keyOf={keyOf}
          label={label}
          selectedKey={selectedKey}
          onSelect={setSelectedKey}
          holds={holds}
          onHold={(held) => change({ kept: held ? log.entries : [] })}
          rowHeight={36}
          render={(entry) => <TraceRow entry={entry} />}
          empty={<EmptyState>{nothing}</EmptyState>}
        />
      </div>
    </ScreenFrame>
  );
}
