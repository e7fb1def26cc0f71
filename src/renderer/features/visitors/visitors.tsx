/** The visitors screen: who is inside, who is overdue, today's register, and the ban list; the detail of one beside it. */
import { type ReactNode, useState } from 'react';
import { callError } from '../../app/api.ts';
import { openScreen } from '../../app/navigation.ts';
import { useText } from '../../app/text.ts';
import { EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { BanList } from './ban-list.tsx';
import { useVisits, type VisitTab } from './use-visits.ts';
import { VisitDetail } from './visit-detail.tsx';
import { VisitRow, VisitRowHead } from './visit-row.tsx';
import classes from './visitors.module.css';

const tabs = ['inside', 'overdue', 'today', 'bans'] as const;
type Tab = (typeof tabs)[number];

const keyOf = (visit: { readonly visitId: string }): string => visit.visitId;

export function Visitors() {
  const { t } = useText();
  const [tab, setTab] = useState<Tab>('inside');
  const show = (next: Tab) => {
    setTab(next);
    // The screen is up already: this gives the focus to its new list, so that arrows work at once.
    openScreen('visitors');
  };
  const tools = tabs.map((each, i) => (
    <KeyButton key={each} shortcut={String(i + 1)} pressed={tab === each} onPress={() => show(each)}>
      {t(`visitors.tab.${each}`)}
    </KeyButton>
  ));
  return tab === 'bans' ? <BanList title={t('visitors.title')} tools={tools} /> : <VisitList key={tab} tab={tab} tools={tools} />;
}

function VisitList({ tab, tools }: { readonly tab: VisitTab; readonly tools: ReactNode }) {
  const { t } = useText();
  const { visits, failure, retry } = useVisits(tab);
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const selected = visits.find((visit) => visit.visitId === selectedKey) ?? null;
  return (
    <ScreenFrame
      title={t('visitors.title')}
      tools={tools}
      detail={selected === null ? undefined : <VisitDetail key={selected.visitId} visit={selected} onClose={() => setSelectedKey(null)} />}
    >
      {failure === null ? null : (
        <ErrorState
          what={t('visitors.error.title')}
          whatToDo={callError(failure)}
          stillWorks={t('visitors.error.works')}
          action={<KeyButton onPress={retry}>{t('visitors.error.retry')}</KeyButton>}
        />
      )}
      <div className={classes.table}>
        <VisitRowHead />
        <VirtualList
          rows={visits}
          keyOf={keyOf}
          label={t(`visitors.tab.${tab}`)}
          selectedKey={selectedKey}
          onSelect={setSelectedKey}
          holds={tab === 'today'}
          empty={
            <EmptyState
              action={
                tab === 'overdue' ? undefined : (
                  <KeyButton shownKey="F2" onPress={() => openScreen('watch', 'box')}>
                    {t('visitors.empty.register')}
                  </KeyButton>
                )
              }
            >
              {t(tab === 'inside' ? 'visitors.inside.empty' : `visitors.empty.${tab}`)}
            </EmptyState>
          }
          render={(visit) => <VisitRow visit={visit} />}
        />
      </div>
    </ScreenFrame>
  );
}
