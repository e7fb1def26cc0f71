/** What panels said that nobody has taught us: each word counted, taught in one key, or taken off the list. */
import { useState } from 'react';
import type { UnknownWord } from '../../../shared/model/panels.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, EmptyState, KeyButton, toast, VirtualList } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { usePanelName } from './alarm-row.tsx';
import { BoardFoot } from './board-foot.tsx';
import { BoardFrame } from './board-frame.tsx';
import type { View } from './lists.ts';
import { TeachPane } from './teach-pane.tsx';
import { useListFocus } from './use-list-focus.ts';
import { useRowHeight } from './use-row-height.ts';

const keyOf = ({ panelId, word }: UnknownWord): string => `${panelId}/${word}`;

export function UnknownView({ onShow }: { readonly onShow: (view: View) => void }) {
  const { t } = useText();
  const unknown = useLive((live) => live.unknownWords);
  const [open, setOpen] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const frame = useListFocus('unknown');
  const rowHeight = useRowHeight();
  const find = (key: string | null) => unknown.find((word) => keyOf(word) === key);
  const shown = find(open);
  const target = shown ?? find(cursor) ?? unknown[0];
  const empty = (
    <EmptyState
      action={
        <KeyButton shownKey="B" onPress={() => onShow('board')}>
          {t('alarms.empty.toBoard')}
        </KeyButton>
      }
    >
      {t('alarms.empty.unknown')}
    </EmptyState>
  );
  const close = () => setOpen(null);
  return (
    <BoardFrame view="unknown" onShow={onShow} detail={shown === undefined ? undefined : <TeachPane key={keyOf(shown)} word={shown} onClose={close} />}>
      <div className={classes.frame} ref={frame}>
        <VirtualList
          key={rowHeight}
          rows={unknown}
          keyOf={keyOf}
          render={(word) => <UnknownRow word={word} />}
          rowHeight={rowHeight}
          label={t('alarms.list.unknown')}
          selectedKey={shown === undefined ? null : open}
          onSelect={setOpen}
          onCursor={setCursor}
          empty={empty}
        />
      </div>
      <BoardFoot target={target?.word ?? ''}>
        {target === undefined || shown !== undefined ? null : <WordKeys word={target} onOpen={() => setOpen(keyOf(target))} />}
      </BoardFoot>
    </BoardFrame>
  );
}

function WordKeys({ word, onOpen }: { readonly word: UnknownWord; readonly onOpen: () => void }) {
  const { t } = useText();
  const mayTeach = useMay('lead', 'installer');
  const mayDismiss = useMay('operator', 'lead', 'installer');
  const dismiss = () => {
    api.panels.dismissUnknown({ panelId: word.panelId, word: word.word }).catch((error: unknown) => toast('problem', callError(error)));
  };
  return (
    <div className={classes.footKeys}>
      <KeyButton shownKey="Enter" onPress={onOpen}>
        {t(mayTeach && word.teachable ? 'alarms.unknown.teach' : 'alarms.action.open')}
      </KeyButton>
      {mayDismiss ? (
        <KeyButton shortcut="X" onPress={dismiss}>
          {t('alarms.unknown.dismiss')}
        </KeyButton>
      ) : null}
      {mayTeach ? null : <span className={classes.hint}>{t('alarms.unknown.whoTeaches')}</span>}
    </div>
  );
}

function UnknownRow({ word }: { readonly word: UnknownWord }) {
  const { t } = useText();
  const panel = usePanelName(word.panelId);
  return (
    <div className={classes.line}>
      <span className={classes.lineFirst}>
        <span aria-hidden="true">?</span> {t('alarms.unknown.row', { word: word.word, panel, count: word.count })}
      </span>
      <span className={classes.lineSecond}>
        {word.topic} · {word.text}
      </span>
      <span className={classes.lineSide}>
        {t('alarms.unknown.lastAgo')} <AgeText sinceUtcMs={word.lastAtUtcMs} />
      </span>
    </div>
  );
}
