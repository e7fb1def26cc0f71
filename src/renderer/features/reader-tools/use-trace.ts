/** The running trace of one line: from the post, bounded, in step with the screen. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { ToolProblem, TraceLine } from '../../../shared/model/reader-tools.ts';
import { api } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { callFailure, type Failure, problemFailure } from './failure.ts';
import { addLines, emptyTrace, type TraceLog } from './trace-lines.ts';
import { useRun } from './use-run.ts';

type TraceEvent =
  | { readonly type: 'lines'; readonly lines: readonly TraceLine[]; readonly dropped: number }
  | { readonly type: 'failed'; readonly problem: ToolProblem };

export interface RunningTrace {
  readonly log: TraceLog;
  readonly dropped: number;
  readonly running: boolean;
  readonly failure: Failure | null;
  /** Another number for each trace. */
  readonly run: number;
  restart(): void;
}

interface Seen {
  readonly run: number;
  readonly log: TraceLog;
  readonly dropped: number;
  readonly failure: Failure | null;
}
const nothing: Seen = { run: 0, log: emptyTrace, dropped: 0, failure: null };

/** Traces while `busId` is given; begins anew, empty, when the line or the masking changes. */
export function useTrace(busId: string | null, unmasked: boolean): RunningTrace {
  const text = useText();
  const [seen, setSeen] = useState<Seen>(nothing);
  const [attempt, setAttempt] = useState(1);
  const run = useRun<TraceEvent>({
    onEvent(event) {
      if (event.type === 'lines') setSeen((now) => ({ ...now, log: addLines(now.log, event.lines), dropped: now.dropped + event.dropped }));
      else setSeen((now) => ({ ...now, failure: problemFailure(event.problem, text) }));
    },
    onError: (error) => setSeen((now) => ({ ...now, failure: callFailure(error, text) })),
  });
  const begin = useEffectEvent(() => {
    // Ids go on: a frame of one trace must not be taken for one of the next.
    setSeen((now) => ({ ...nothing, run: now.run + 1, log: { ...emptyTrace, nextId: now.log.nextId } }));
    if (busId === null) run.stop();
    else run.start((signal) => api.readers.trace({ busId, unmasked }, { signal }));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line, masking or attempt is another trace
  useEffect(() => begin(), [busId, unmasked, attempt]);
  return { ...seen, running: run.running, restart: () => setAttempt((now) => now + 1) };
}
