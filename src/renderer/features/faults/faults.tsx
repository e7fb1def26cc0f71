/** Fault reports: drafts of false alarms first, then what is reported, promised and repaired; one in full beside the list. */
import { useState } from 'react';
import type { Fault } from '../../../shared/model/faults.ts';
import { callError } from '../../app/api.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { type FaultTarget, faultTarget, useTarget } from '../../app/screen-targets.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { BackKey, EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { FaultDetail } from './fault-detail.tsx';
import { FaultRow } from './fault-row.tsx';
import classes from './faults.module.css';
import { NewFault } from './new-fault.tsx';
import { faultsShown, hasEnded } from './states.ts';
import { useFaults } from './use-faults.ts';

const keyOf = ({ faultId }: Fault): string => faultId;
const views = [
  { view: 'open', key: 'O', ended: false },
  { view: 'ended', key: 'E', ended: true },
] as const;

export function Faults({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const list = useFaults();
  const may = useMay('guard', 'operator', 'lead');
  const [ended, setEnded] = useState(false);
  const { selected, setSelected, about, setAbout } = useOpened(list.data);
  const all = list.data ?? [];
  const shown = faultsShown(all, ended);
  useFocusKept(shown.length > 0 && about === undefined);
  const fault = all.find(({ faultId }) => faultId === selected);
  const show = (next: boolean) => {
    setEnded(next);
    setSelected(null);
  };
  const tools = (
    <>
      {views.map((one) => (
        <KeyButton key={one.view} shortcut={one.key} pressed={one.ended === ended} onPress={() => show(one.ended)}>
          {`${t(`faults.view.${one.view}`)} ${all.filter((each) => hasEnded(each) === one.ended).length}`}
        </KeyButton>
      ))}
      {may ? (
        <KeyButton shortcut="N" onPress={() => setAbout(null)}>
          {t('faults.new')}
        </KeyButton>
      ) : null}
      <BackKey onBack={onBack} />
    </>
  );
  const detail =
    about !== undefined && may ? (
      <NewFault
        faults={all}
        key={about === null ? 'new' : `${about.panelId} ${about.source}`}
        about={about}
        onOpened={setSelected}
        onClose={() => setAbout(undefined)}
      />
    ) : fault === undefined ? undefined : (
      <FaultDetail key={fault.faultId} fault={fault} onClose={() => setSelected(null)} />
    );
  return (
    <ScreenFrame title={t('faults.title')} tools={tools} bar={<Counts faults={all} />} detail={detail}>
      {list.isError ? (
        <ErrorState what={callError(list.error)} action={<KeyButton onPress={() => void list.refetch()}>{t('common.retry')}</KeyButton>} />
      ) : (
        <VirtualList
          rows={shown}
          keyOf={keyOf}
          label={t('faults.list')}
          selectedKey={fault === undefined ? null : selected}
          onSelect={setSelected}
          holds={false}
          rowHeight={48}
          render={(one) => <FaultRow fault={one} />}
          empty={<EmptyState>{t(list.data === undefined ? 'common.loading' : ended ? 'faults.emptyEnded' : 'faults.empty')}</EmptyState>}
        />
      )}
    </ScreenFrame>
  );
}

/** What is open: a report, a new one about a source (null: still to be chosen), or nothing. Another screen may have said which. */
function useOpened(faults: readonly Fault[] | undefined) {
  const [target, setTarget] = useState(useTarget(faultTarget));
  const [selected, setSelected] = useState<string | null>(null);
  const [about, setAbout] = useState<FaultTarget | null | undefined>(undefined);
  if (target !== null && faults !== undefined) {
    setTarget(null);
    const open = faults.find((fault) => !hasEnded(fault) && fault.panelId === target.panelId && fault.source === target.source);
    if (open === undefined) setAbout(target);
    else setSelected(open.faultId);
  }
  return {
    selected,
    about,
    setAbout,
    setSelected(faultId: string | null) {
      setAbout(undefined);
      setSelected(faultId);
    },
  };
}

function Counts({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useText();
  const outOfService = useLive((live) => live.alarms.filter((alarm) => alarm.state === 'outOfService').length);
  const open = faults.filter((fault) => !hasEnded(fault));
  return <p className={classes.bar}>{t('faults.counts', { open: open.length, drafts: open.filter(({ state }) => state === 'draft').length, outOfService })}</p>;
}
