/** Site plan: the picture with its alarms, and beside it the list that says the same in words. Either is enough by itself. */
import { useMemo, useState } from 'react';
import { callError } from '../../app/api.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { usePanelNames } from '../../app/panel-names.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { BackKey, EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { Picture } from './picture.tsx';
import { PictureKeys } from './picture-keys.tsx';
import { PlaceDetail } from './place-detail.tsx';
import classes from './site-plan.module.css';
import { SpotRow } from './spot-row.tsx';
import { isPlaced, type Position, type Spot, spotsOf } from './spots.ts';
import { usePlan, usePlanCalls } from './use-plan.ts';

const views = ['all', 'alarms', 'unplaced'] as const;
type View = (typeof views)[number];

const fits: { readonly [view in View]: (spot: Spot) => boolean } = {
  all: () => true,
  alarms: ({ priority }) => priority !== null,
  unplaced: (spot) => !isPlaced(spot),
};
const emptyWords = { all: 'plan.empty', alarms: 'plan.emptyAlarms', unplaced: 'plan.emptyUnplaced' } as const;
const keyOf = ({ key }: Spot): string => key;

export function SitePlan({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const mayChange = useMay('lead', 'installer');
  const { places, picture, pictureKnown } = usePlan();
  const calls = usePlanCalls();
  const alarms = useLive((live) => live.alarms);
  const spots = useMemo(() => spotsOf(places.data ?? [], alarms), [places.data, alarms]);
  const [view, setView] = useState<View>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [arranging, setArranging] = useState(false);
  const [moving, setMoving] = useState<Position | null>(null);
  const open = spots.find(({ key }) => key === opened);
  const shown = spots.filter(fits[view]);
  useFocusKept(`${opened} ${shown.length > 0} ${view}`);
  const openSpot = (key: string | null) => {
    setMoving(null);
    setOpened(key);
  };
  const tools = (
    <>
      {(arranging ? [] : views).map((one, i) => (
        <KeyButton key={one} shortcut={String(i + 1)} pressed={one === view} onPress={() => setView(one)}>
          {`${t(`plan.view.${one}`)} ${spots.filter(fits[one]).length}`}
        </KeyButton>
      ))}
      {mayChange ? <PictureKeys hasPicture={picture !== null} arranging={arranging} onArrange={setArranging} calls={calls} /> : null}
      <BackKey onBack={onBack} />
    </>
  );
  if (places.isError) {
    return (
      <ScreenFrame title={t('plan.title')} tools={tools}>
        <ErrorState what={callError(places.error)} action={<KeyButton onPress={() => void places.refetch()}>{t('common.retry')}</KeyButton>} />
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame
      title={t('plan.title')}
      tools={tools}
      detail={
        open === undefined ? (
          <SpotList spots={shown} empty={t(emptyWords[view])} onOpen={openSpot} onCursor={setCursor} />
        ) : (
          <OpenSpot
            spot={open}
            mayChange={mayChange}
            hasPicture={picture !== null}
            moving={moving}
            onMove={setMoving}
            onSave={calls.save}
            onClose={() => openSpot(null)}
          />
        )
      }
    >
      {picture === null ? (
        <EmptyState>{t(!pictureKnown ? 'common.loading' : mayChange ? 'plan.noPictureLead' : 'plan.noPicture')}</EmptyState>
      ) : (
        <Picture
          url={picture}
          spots={spots}
          markedKey={opened ?? cursor}
          moving={moving === null || opened === null ? null : { key: opened, at: moving }}
          arranging={arranging && mayChange}
          onOpen={openSpot}
          onPlace={({ place }, at) => void calls.save({ ...place, ...at })}
        />
      )}
    </ScreenFrame>
  );
}

function OpenSpot(props: Omit<React.ComponentProps<typeof PlaceDetail>, 'panelName'>) {
  const nameOf = usePanelNames();
  return <PlaceDetail {...props} panelName={nameOf(props.spot.place.panelId)} />;
}

interface SpotListProps {
  readonly spots: readonly Spot[];
  readonly empty: string;
  readonly onOpen: (key: string | null) => void;
  readonly onCursor: (key: string | null) => void;
}

function SpotList({ spots, empty, onOpen, onCursor }: SpotListProps) {
  const { t } = useText();
  const nameOf = usePanelNames();
  return (
    <aside className={classes.list} aria-label={t('plan.list')}>
      <VirtualList
        rows={spots}
        keyOf={keyOf}
        label={t('plan.list')}
        selectedKey={null}
        onSelect={onOpen}
        onCursor={onCursor}
        holds={false}
        rowHeight={64}
        render={(spot) => <SpotRow spot={spot} panelName={nameOf(spot.place.panelId)} />}
        empty={<EmptyState>{empty}</EmptyState>}
      />
    </aside>
  );
}
