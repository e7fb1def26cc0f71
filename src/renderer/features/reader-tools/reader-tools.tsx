/** An installer's tools on readers that answer, each with its number key. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { apiQuery, callError } from '../../app/api.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useMay } from '../../app/session-state.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { isTextInput } from '../../app/text-input.ts';
import { aimReaderTools, type ReaderToolsTarget, type ReaderToolTab, readerToolTabs } from '../../app/tools-target.ts';
import { EmptyState, ErrorState, KeyButton, ScreenFrame } from '../../ui/index.ts';
import { AddressPart } from './address-part.tsx';
import { FilePart } from './file-part.tsx';
import { FindPart } from './find-part.tsx';
import { KeyPart } from './key-part.tsx';
import { type Frame, type ReaderChoice, ReaderSelect } from './parts.tsx';
import classes from './reader-tools.module.css';
import { TracePart } from './trace-part.tsx';

export interface ReaderToolsProps {
  readonly target: ReaderToolsTarget;
  readonly onBack: () => void;
}

export function ReaderTools({ target, onBack }: ReaderToolsProps) {
  const { t } = useText();
  const may = useMay('lead', 'installer');
  const [tab, setTab] = useState<ReaderToolTab>(target.tab ?? 'find');
  const [chosen, setChosen] = useState(target.readerId);
  useFocusKept(tab);
  // Who comes back from a locked screen comes back here.
  useEffect(() => aimReaderTools({ ...target, tab, ...(chosen === undefined ? {} : { readerId: chosen }) }), [target, tab, chosen]);
  const list = useQuery({ ...apiQuery.readers.list.queryOptions(), enabled: may, refetchInterval: 5000, staleTime: 0 });
  const frame = { title: t('readers.title'), tools: <Tabs tab={tab} onTab={setTab} onBack={onBack} /> };
  if (!may) return <ScreenFrame {...frame}>{<EmptyState>{t('readers.noRight')}</EmptyState>}</ScreenFrame>;
  if (list.data === undefined) {
    const again = <KeyButton onPress={() => void list.refetch()}>{t('common.retry')}</KeyButton>;
    return (
      <ScreenFrame {...frame}>
        {list.isError ? <ErrorState what={callError(list.error)} action={again} /> : <p className={classes.page}>{t('common.loading')}</p>}
      </ScreenFrame>
    );
  }
  const readers = list.data;
  const onChanged = () => void list.refetch();
  const path = target.path ?? readers[0]?.path;
  if (tab === 'trace') return <TracePart key={path} frame={frame} readers={readers} path={path} />;
  if (tab === 'find') {
    return (
      <Page frame={frame}>
        <FindPart readers={readers} path={path} />
      </Page>
    );
  }
  const reader = readers.find(({ readerId }) => readerId === chosen) ?? readers.find((one) => one.path === target.path) ?? readers[0];
  if (reader === undefined) return <ScreenFrame {...frame}>{<EmptyState>{t('readers.none')}</EmptyState>}</ScreenFrame>;
  const choice: ReaderChoice = { readers, reader, onReader: setChosen, onChanged };
  return (
    <Page frame={frame}>
      <ReaderSelect choice={choice} />
      {oneReaderTool(tab, choice)}
    </Page>
  );
}

/** Anew for each reader: nothing that was typed or done for one stands there for another. */
function oneReaderTool(tab: 'key' | 'address' | 'file', choice: ReaderChoice) {
  const key = choice.reader.readerId;
  if (tab === 'key') return <KeyPart key={key} choice={choice} />;
  if (tab === 'address') return <AddressPart key={key} choice={choice} />;
  return <FilePart key={key} choice={choice} />;
}

function Page({ frame, children }: { readonly frame: Frame; readonly children: ReactNode }) {
  return (
    <ScreenFrame {...frame}>
      <div className={classes.page}>{children}</div>
    </ScreenFrame>
  );
}

function Tabs({ tab, onTab, onBack }: { readonly tab: ReaderToolTab; readonly onTab: (tab: ReaderToolTab) => void; readonly onBack: () => void }) {
  const { t } = useText();
  // In a field it leaves the field, so that the keys on the buttons work again.
  useShortcut('Escape', (event) => (isTextInput(event.target) ? false : onBack()));
  return (
    <>
      {readerToolTabs.map((one, i) => (
        <KeyButton key={one} shortcut={String(i + 1)} pressed={one === tab} onPress={() => onTab(one)}>
          {t(`readers.tab.${one}`)}
        </KeyButton>
      ))}
      <KeyButton kind="quiet" shownKey="Escape" onPress={onBack}>
        {t('readers.back')}
      </KeyButton>
    </>
  );
}
