/** Name of the post, readers and broker. Saved into the configuration file with its comments; works after a restart. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ConfigProblemView } from '../../../shared/model/config.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { callConfigProblems } from '../../app/call-error.ts';
import { configProblemText } from '../../app/config-problem.ts';
import { useText } from '../../app/text.ts';
import { ErrorState, KeyButton, RawFold, TextField, toast } from '../../ui/index.ts';
import { type PostValues, parseConfigReaders, type ReaderValues } from './post-values.ts';
import { ReaderLine } from './reader-line.tsx';
import classes from './settings.module.css';

export function PostPart() {
  const { t } = useText();
  const current = useQuery(apiQuery.settings.get.queryOptions());
  if (current.isError)
    return <ErrorState what={callError(current.error)} action={<KeyButton onPress={() => void current.refetch()}>{t('common.retry')}</KeyButton>} />;
  if (current.data === undefined) return <p className={classes.note}>{t('common.loading')}</p>;
  const { site, name, config, file, yaml } = current.data;
  const { onBuses, ...own } = parseConfigReaders(config);
  return (
    <>
      <PostForm initial={{ site, name, ...own }} onBuses={onBuses} onSaved={() => void current.refetch()} />
      <section className={classes.form}>
        <p className={classes.note}>{`${t('settings.post.file')}: ${file}`}</p>
        <RawFold label={t('settings.post.yaml')} text={yaml} />
      </section>
    </>
  );
}

const newReader: ReaderValues = { id: '', path: '', protocol: 'em4100', baudRate: 9600, direction: null };

type Problems = readonly ConfigProblemView[];

function PostForm({ initial, onBuses, onSaved }: { readonly initial: PostValues; readonly onBuses: readonly string[]; readonly onSaved: () => void }) {
  const { t } = useText();
  const [values, setValues] = useState(initial);
  const [problems, setProblems] = useState<Problems | null>(null);
  const change = (part: Partial<PostValues>) => {
    setValues({ ...values, ...part });
    setProblems(null);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setProblems(null);
    const mqttUrl = values.mqttUrl.trim();
    api.settings
      .save({ ...values, readers: [...values.readers], mqttUrl: mqttUrl === '' ? null : mqttUrl })
      .then((answer) => {
        setProblems(answer.problems);
        if (answer.problems.length === 0) onSaved();
      })
      .catch((error: unknown) => toast('problem', callError(error)));
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextField label={t('settings.post.site')} value={values.site} onChange={(site) => change({ site })} maxLength={60} />
      <TextField label={t('settings.post.name')} value={values.name} onChange={(name) => change({ name })} maxLength={60} />
      <h2 className={classes.heading}>{t('settings.post.readers')}</h2>
      {onBuses.length === 0 ? null : <p className={classes.note}>{t('settings.post.onBuses', { readers: onBuses.join(', ') })}</p>}
      {values.readers.length === 0 && onBuses.length === 0 ? <p className={classes.note}>{t('settings.post.noReaders')}</p> : null}
      {values.readers.map((reader, i) => (
        <ReaderLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a new reader has no id yet, and lines are not sorted
          key={i}
          reader={reader}
          onChange={(next) => change({ readers: values.readers.with(i, next) })}
          onRemove={() => change({ readers: values.readers.toSpliced(i, 1) })}
        />
      ))}
      <div className={classes.buttons}>
        <KeyButton onPress={() => change({ readers: [...values.readers, newReader] })}>{t('settings.post.addReader')}</KeyButton>
      </div>
      <TextField
        label={t('settings.post.mqttUrl')}
        hint={t('settings.post.mqttHint')}
        value={values.mqttUrl}
        onChange={(mqttUrl) => change({ mqttUrl })}
        maxLength={200}
      />
      {problems === null ? null : <SaveOutcome problems={problems} />}
      <div className={classes.buttons}>
        <KeyButton kind="main" submit shownKey="Enter" onPress={() => undefined}>
          {t('settings.post.save')}
        </KeyButton>
      </div>
    </form>
  );
}

function SaveOutcome({ problems }: { readonly problems: Problems }) {
  const { t } = useText();
  const [refusal, setRefusal] = useState<Problems | null>(null);
  if (problems.length > 0) return <ProblemList problems={problems} />;
  const restart = () => {
    setRefusal(null);
    api.settings
      .restart()
      .then(() => toast('done', t('settings.post.restarting')))
      .catch((error: unknown) => {
        const found = callConfigProblems(error);
        if (found === null) toast('problem', callError(error));
        else setRefusal(found);
      });
  };
  return (
    <>
      <div className={classes.buttons} role="status">
        <span>{t('settings.post.saved')}</span>
        <KeyButton onPress={restart}>{t('settings.post.restart')}</KeyButton>
      </div>
      {refusal === null ? null : <ProblemList intro={t('settings.post.notRestarted')} problems={refusal} />}
    </>
  );
}

/** It stands at the end of a form that scrolls. */
const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

function ProblemList({ intro, problems }: { readonly intro?: string; readonly problems: Problems }) {
  return (
    <div ref={intoView} className={classes.problem} role="alert">
      {intro === undefined ? null : <p>{intro}</p>}
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.key} ${problem.message}`}>{configProblemText(problem)}</li>
        ))}
      </ul>
    </div>
  );
}
