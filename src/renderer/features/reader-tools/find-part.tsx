/** Looking for readers on a line: which line, speeds and addresses; how far it is; who answered. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundReader, ToolProblem } from '../../../shared/model/reader-tools.ts';
import { api, apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { EmptyState, KeyButton, SelectField, TextField } from '../../ui/index.ts';
import { callFailure, type Failure, problemFailure } from './failure.ts';
import { addressesText, parseAddresses, searchSeconds, speeds, usualAddresses, usualSpeeds } from './find-plan.ts';
import { FoundReaders } from './found-readers.tsx';
import { FailureNote, Progress, type Readers, StopButton, useEnter } from './parts.tsx';
import classes from './reader-tools.module.css';
import { useRun } from './use-run.ts';

interface Plan {
  readonly path: string;
  readonly baudRates: number[];
  readonly addresses: number[];
}

interface Search {
  readonly plan: Plan;
  readonly at: { readonly done: number; readonly total: number; readonly baudRate: number; readonly address: number } | null;
  readonly found: readonly FoundReader[];
  readonly ended: boolean;
  readonly failure: Failure | null;
}

type FindEvent =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly baudRate: number; readonly address: number }
  | { readonly type: 'found'; readonly reader: FoundReader }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly problem: ToolProblem };

function useSearch() {
  const text = useText();
  const [search, setSearch] = useState<Search | null>(null);
  const change = (part: (now: Search) => Partial<Search>) => setSearch((now) => (now === null ? now : { ...now, ...part(now) }));
  const run = useRun<FindEvent>({
    onEvent(event) {
      if (event.type === 'progress') change(() => ({ at: event }));
      else if (event.type === 'found') change((now) => ({ found: [...now.found, event.reader] }));
      else if (event.type === 'done') change(() => ({ ended: true }));
      else change(() => ({ failure: problemFailure(event.problem, text) }));
    },
    onError: (error) => change(() => ({ failure: callFailure(error, text) })),
  });
  return {
    search,
    running: run.running,
    start(plan: Plan) {
      setSearch({ plan, at: null, found: [], ended: false, failure: null });
      run.start((signal) => api.readers.discover(plan, { signal }));
    },
    stop: run.stop,
    forget: () => setSearch(null),
  };
}

/** What was set up stays for the next search. */
interface Draft {
  /** null = the one that is typed. */
  readonly path: string | null;
  readonly typed: string;
  readonly rates: readonly number[];
  readonly addressText: string;
}

export function FindPart({ readers, path }: { readonly readers: Readers; readonly path: string | undefined }) {
  const finding = useSearch();
  const [draft, setDraft] = useState<Draft>({ path: path ?? null, typed: '', rates: usualSpeeds, addressText: usualAddresses });
  if (finding.search === null) return <FindForm readers={readers} draft={draft} onDraft={(part) => setDraft({ ...draft, ...part })} onStart={finding.start} />;
  return <Outcome readers={readers} search={finding.search} running={finding.running} onStop={finding.stop} onAnew={finding.forget} />;
}

interface FindFormProps {
  readonly readers: Readers;
  readonly draft: Draft;
  readonly onDraft: (part: Partial<Draft>) => void;
  readonly onStart: (plan: Plan) => void;
}

function FindForm({ readers, draft, onDraft, onStart }: FindFormProps) {
  const { t } = useText();
  const addresses = parseAddresses(draft.addressText);
  const path = draft.path ?? draft.typed.trim();
  const tries = draft.rates.length * (addresses?.length ?? 0);
  const ready = path !== '' && tries > 0;
  const submit = useEnter(() => {
    if (ready && addresses !== null) onStart({ path, baudRates: [...draft.rates], addresses });
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <PathField readers={readers} path={draft.path} onPath={(next) => onDraft({ path: next })} typed={draft.typed} onTyped={(typed) => onDraft({ typed })} />
      <Speeds rates={draft.rates} onRates={(rates) => onDraft({ rates })} />
      <TextField
        label={t('readers.find.addresses')}
        hint={t('readers.find.addressesHint')}
        error={addresses === null ? t('readers.find.addressesBad') : null}
        value={draft.addressText}
        onChange={(addressText) => onDraft({ addressText })}
        maxLength={80}
      />
      {readers.some((reader) => reader.path === path) ? <p className={classes.warning}>{t('readers.find.paused')}</p> : null}
      <div className={classes.buttons}>
        <KeyButton kind="main" submit shownKey="Enter" disabled={!ready} onPress={() => undefined}>
          {t('readers.find.start')}
        </KeyButton>
        <span className={classes.dim}>{t('readers.find.tries', { count: tries, seconds: searchSeconds(tries) })}</span>
      </div>
      <p className={classes.dim}>{t('readers.find.empty')}</p>
    </form>
  );
}

interface PathProps {
  readonly readers: Readers;
  /** null = the one that is typed. */
  readonly path: string | null;
  readonly onPath: (path: string | null) => void;
  readonly typed: string;
  readonly onTyped: (path: string) => void;
}

const typedPath = ' ';

function PathField({ readers, path, onPath, typed, onTyped }: PathProps) {
  const { t } = useText();
  const ports = useQuery(apiQuery.settings.serialPorts.queryOptions());
  const buses = new Map(readers.map((reader) => [reader.path, `${reader.path} · ${reader.busId}`]));
  const options = [
    ...[...buses].map(([value, label]) => ({ value, label })),
    ...(ports.data ?? []).filter((port) => !buses.has(port.path)).map((port) => ({ value: port.path, label: port.label })),
    { value: typedPath, label: t('readers.find.otherPath') },
  ];
  return (
    <>
      <SelectField
        label={t('readers.find.path')}
        value={path ?? typedPath}
        options={options}
        onChange={(value) => onPath(value === typedPath ? null : value)}
      />
      {path === null ? <TextField label={t('readers.find.typedPath')} placeholder="/dev/ttyUSB0" value={typed} onChange={onTyped} maxLength={200} /> : null}
    </>
  );
}

function Speeds({ rates, onRates }: { readonly rates: readonly number[]; readonly onRates: (rates: readonly number[]) => void }) {
  const { t } = useText();
  const toggle = (rate: number) => onRates(rates.includes(rate) ? rates.filter((one) => one !== rate) : [...rates, rate].sort((a, b) => a - b));
  return (
    <fieldset className={classes.speeds}>
      <legend>{t('readers.find.speeds')}</legend>
      {speeds.map((rate) => (
        <KeyButton key={rate} pressed={rates.includes(rate)} onPress={() => toggle(rate)}>
          {rates.includes(rate) ? `✓ ${rate}` : String(rate)}
        </KeyButton>
      ))}
      {rates.length === 0 ? (
        <p className={classes.problem} role="alert">
          {t('readers.find.noSpeed')}
        </p>
      ) : null}
    </fieldset>
  );
}

interface OutcomeProps {
  readonly readers: Readers;
  readonly search: Search;
  readonly running: boolean;
  readonly onStop: () => void;
  readonly onAnew: () => void;
}

/** The form is gone with the key that was pressed in it: what comes instead has the focus. */
const takeFocus = (element: HTMLElement | null): void => element?.focus();

function Outcome({ readers, search: { plan, at, found, ended, failure }, running, onStop, onAnew }: OutcomeProps) {
  const { t } = useText();
  // Read out: each speed and the end, not each address.
  const spoken = running
    ? at === null
      ? ''
      : t('readers.find.speed', { baudRate: at.baudRate })
    : t(ended ? 'readers.find.found' : 'readers.stopped', { count: found.length });
  return (
    <section className={classes.outcome} ref={takeFocus} tabIndex={-1} aria-label={t('readers.find.start')}>
      <div className={classes.plan}>
        <p className={classes.dim}>
          {t('readers.find.plan', { path: plan.path, speeds: plan.baudRates.join(', '), addresses: addressesText(plan.addresses) })}
        </p>
        {running ? (
          <StopButton onStop={onStop} />
        ) : (
          <KeyButton shortcut="N" onPress={onAnew}>
            {t('readers.find.anew')}
          </KeyButton>
        )}
      </div>
      <p className={running ? classes.spoken : classes.told} aria-live="polite">
        {failure === null ? spoken : ''}
      </p>
      {running ? <Progress done={at?.done ?? 0} total={at?.total ?? 1} words={at === null ? '' : t('readers.find.progress', at)} /> : null}
      {failure === null ? null : <FailureNote failure={failure} />}
      {ended && found.length === 0 ? <EmptyState>{t('readers.find.nothing')}</EmptyState> : null}
      {found.length === 0 ? null : <FoundReaders readers={readers} path={plan.path} found={found} />}
    </section>
  );
}
