/** Who is inside, overdue first, one line each. Enter picks a visitor, one key signs out. */
import { useState } from 'react';
import type { Visit } from '../../../shared/model/visits.ts';
import { useNow } from '../../app/now.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, EmptyState, KeyButton, VirtualList } from '../../ui/index.ts';
import classes from './inside-list.module.css';
import { useSignOut } from './use-sign-out.ts';

const keyOf = (visit: Visit): string => visit.visitId;

export function InsideList({ limit = 500 }: { readonly limit?: number }) {
  const { t } = useText();
  const inside = useLive((live) => live.inside);
  const may = useMay('guard', 'operator', 'lead');
  const signOut = useSignOut();
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const selected = inside.find((visit) => visit.visitId === selectedKey) ?? null;
  return (
    <div className={classes.frame}>
      <VirtualList
        rows={inside.slice(0, limit)}
        keyOf={keyOf}
        label={t('visitors.inside.list')}
        selectedKey={selected?.visitId ?? null}
        onSelect={(key) => setSelectedKey(key === selectedKey ? null : key)}
        holds={false}
        empty={
          <EmptyState>
            {t('visitors.inside.empty')} {t('visitors.inside.emptyHint')}
          </EmptyState>
        }
        render={(visit) => <InsideRow visit={visit} />}
      />
      {selected === null || !may ? null : (
        <footer className={classes.actions}>
          <span className={classes.picked}>
            {selected.name} · {t('visitors.inside.badge', { badge: selected.badgeNumber })}
          </span>
          <KeyButton shortcut="O" disabled={signOut.isPending} onPress={() => signOut.mutate({ visitId: selected.visitId, proof: 'name' })}>
            {t('visitors.inside.signOut')}
          </KeyButton>
        </footer>
      )}
    </div>
  );
}

function InsideRow({ visit }: { readonly visit: Visit }) {
  const { t } = useText();
  const overdue = useNow() > visit.dueOutAtUtcMs;
  return (
    <div className={classes.row} title={`${visit.name} ${t('visitors.inside.to', { host: visit.hostName })}`}>
      <span className={classes.name}>{visit.name}</span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={visit.registeredAtUtcMs} />
      </span>
      {overdue ? (
        <span className={classes.overdue}>
          <span aria-hidden="true">⚠ </span>
          {t('visitors.inside.overdue')}
        </span>
      ) : (
        <span className={classes.host}>{t('visitors.inside.to', { host: visit.hostName })}</span>
      )}
    </div>
  );
}
