/** The words that this site has taught its panels, and forgetting one. Teaching is where the unknown words are: on the alarm board. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useMay } from '../../app/session-state.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { type Text, useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, ErrorState, KeyButton, TimeText, VirtualList } from '../../ui/index.ts';
import { type Meaning, meaningText } from '../../ui/meaning-words.ts';
import classes from './panels.module.css';
import { usePanelCall } from './use-panels.ts';

interface Word {
  readonly panelId: string;
  readonly word: string;
  readonly meaning: Meaning;
  readonly by: string;
  readonly atUtcMs: number;
}

const keyOf = ({ panelId, word }: Word): string => `word:${encodeURIComponent(panelId)}:${encodeURIComponent(word)}`;

function usePanelName() {
  const devices = useLive((live) => live.devices);
  return (panelId: string, { t }: Pick<Text, 't'>): string =>
    panelId === '*' ? t('panels.words.everyPanel') : (devices.find(({ kind, id }) => kind === 'panel' && id === panelId)?.name ?? panelId);
}

export function TaughtWords() {
  const text = useText();
  const { t } = text;
  const words = useQuery({ ...apiQuery.panels.taughtWords.queryOptions(), staleTime: 0 });
  const may = useMay('lead', 'installer');
  const [selected, setSelected] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const rows = words.data ?? [];
  useFocusKept(rows.length > 0);
  const word = rows.find((one) => keyOf(one) === (selected ?? cursor));
  if (words.isError)
    return <ErrorState what={callError(words.error)} action={<KeyButton onPress={() => void words.refetch()}>{t('common.retry')}</KeyButton>} />;
  return (
    <>
      {rows.length === 0 ? null : <WordColumns />}
      <VirtualList
        rows={rows}
        keyOf={keyOf}
        label={t('panels.words.list')}
        selectedKey={selected}
        onSelect={setSelected}
        onCursor={setCursor}
        holds={false}
        render={(one) => <WordLine word={one} />}
        empty={<EmptyState>{t(words.data === undefined ? 'common.loading' : 'panels.words.empty')}</EmptyState>}
      />
      {word === undefined ? null : may ? (
        <ForgetKeys key={keyOf(word)} word={word} />
      ) : (
        <div className={classes.actions}>
          <p className={classes.block}>{t('panels.words.noRight')}</p>
        </div>
      )}
    </>
  );
}

const columns = ['word', 'panel', 'meaning', 'by', 'at'] as const;

function WordColumns() {
  const { t } = useText();
  return (
    <div className={classes.words} data-head="true" aria-hidden="true">
      {columns.map((column) => (
        <span key={column}>{t(`panels.words.column.${column}`)}</span>
      ))}
    </div>
  );
}

function WordLine({ word }: { readonly word: Word }) {
  const text = useText();
  const panelName = usePanelName();
  const meaning = meaningText(word.meaning, text.t);
  return (
    <div className={classes.words}>
      <span className={classes.name} title={word.word}>
        {word.word}
      </span>
      <span title={panelName(word.panelId, text)}>{panelName(word.panelId, text)}</span>
      <span title={meaning}>{meaning}</span>
      <span title={word.by}>{word.by}</span>
      <span>
        <TimeText atUtcMs={word.atUtcMs} />
      </span>
    </div>
  );
}

function ForgetKeys({ word }: { readonly word: Word }) {
  const text = useText();
  const { t } = text;
  const panelName = usePanelName();
  const call = usePanelCall();
  const [asking, setAsking] = useState(false);
  useFocusKept(asking);
  const { panelId, word: said } = word;
  const forget = () => void call(api.panels.forget({ panelId, word: said }), t('panels.words.forgotten', { word: said }));
  return (
    <div className={classes.actions}>
      {asking ? (
        <ForgetQuestion
          words={t('panels.words.forgetAsk', { word: said, panel: panelName(panelId, text) })}
          onForget={forget}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <div className={classes.keys}>
          <p className={classes.target} title={said}>
            {said}
          </p>
          <KeyButton shortcut="X" onPress={() => setAsking(true)}>
            {t('panels.words.forget')}
          </KeyButton>
        </div>
      )}
    </div>
  );
}

function ForgetQuestion({ words, onForget, onCancel }: { readonly words: string; readonly onForget: () => void; readonly onCancel: () => void }) {
  const { t } = useText();
  const keys = useRef<HTMLDivElement>(null);
  useShortcut('Escape', onCancel);
  useEffect(() => keys.current?.querySelector('button')?.focus(), []);
  return (
    <>
      <p role="status">{words}</p>
      <div className={classes.keys} ref={keys}>
        <KeyButton shownKey="Enter" onPress={onForget}>
          {t('panels.words.forget')}
        </KeyButton>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
          {t('common.cancel')}
        </KeyButton>
      </div>
    </>
  );
}
