/** The ban list: for guards to read, for leads to change. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Ban } from '../../../shared/model/visits.ts';
import { apiQuery, callError } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailPane, dateText, EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { BanDetail } from './ban-detail.tsx';
import { BanForm } from './ban-form.tsx';
import classes from './ban-list.module.css';
import { bansInForce } from './bans-in-force.ts';

const keyOf = (ban: Ban): string => ban.banId;

export function BanList({ title, tools }: { readonly title: string; readonly tools: ReactNode }) {
  const { t } = useText();
  const now = useNow();
  const mayChange = useMay('lead');
  const query = useQuery(apiQuery.visitors.bans.queryOptions({ staleTime: 0 }));
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const bans = bansInForce(query.data ?? [], now);
  const selected = bans.find((ban) => ban.banId === selectedKey) ?? null;
  const changed = () => {
    setAdding(false);
    setSelectedKey(null);
    void query.refetch();
  };
  const add = mayChange ? (
    <KeyButton shortcut="N" onPress={() => setAdding(true)}>
      {t('visitors.banList.add')}
    </KeyButton>
  ) : undefined;
  const detail = adding ? (
    <DetailPane title={t('visitors.banList.title')} onClose={() => setAdding(false)}>
      <BanForm onSaved={changed} />
    </DetailPane>
  ) : selected === null ? undefined : (
    <BanDetail key={selected.banId} ban={selected} onClose={() => setSelectedKey(null)} onLifted={changed} />
  );
  return (
    <ScreenFrame
      title={title}
      detail={detail}
      tools={
        <>
          {tools}
          {add}
        </>
      }
    >
      {query.error === null ? null : (
        <ErrorState
          what={t('visitors.error.title')}
          whatToDo={callError(query.error)}
          action={<KeyButton onPress={() => void query.refetch()}>{t('visitors.error.retry')}</KeyButton>}
        />
      )}
      <VirtualList
        rows={bans}
        keyOf={keyOf}
        label={t('visitors.tab.bans')}
        selectedKey={selectedKey}
        onSelect={setSelectedKey}
        holds={false}
        empty={
          query.isPending ? null : (
            <EmptyState>
              {t('visitors.empty.bans')} {mayChange ? '' : t('visitors.banList.mayNot')}
            </EmptyState>
          )
        }
        render={(ban) => (
          <div className={classes.row}>
            <span>{ban.name || ban.plate || ban.phone || t('visitors.banList.byDocument')}</span>
            <span className={classes.dim}>{t(`visitors.reason.${ban.reason}`)}</span>
            <span className={classes.dim}>
              {ban.untilUtcMs === null ? t('visitors.ban.noEnd') : t('visitors.ban.until', { date: dateText(ban.untilUtcMs) })}
            </span>
            <span className={classes.dim}>{ban.sayText}</span>
          </div>
        )}
      />
    </ScreenFrame>
  );
}
