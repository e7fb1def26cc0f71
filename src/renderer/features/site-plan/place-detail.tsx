/** One source: its area, its camera, whether it is a key part, and where it is; moved by arrow keys without a mouse. */
import { type FormEvent, useState } from 'react';
import type { Place } from '../../../shared/model/places.ts';
import { openScreen } from '../../app/navigation.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { AgeText, DetailList, DetailPane, DetailRow, KeyButton, PriorityMark, SelectField, TextField } from '../../ui/index.ts';
import classes from './site-plan.module.css';
import { arrowKeys, movedBy, type Position, type Spot } from './spots.ts';

interface PlaceDetailProps {
  readonly spot: Spot;
  readonly panelName: string;
  readonly mayChange: boolean;
  readonly hasPicture: boolean;
  /** Where it is being moved to; null = it is not being moved. */
  readonly moving: Position | null;
  readonly onMove: (at: Position | null) => void;
  readonly onSave: (place: Place) => Promise<boolean>;
  readonly onClose: () => void;
}

export function PlaceDetail(props: PlaceDetailProps) {
  const { spot, panelName, mayChange, hasPicture, moving, onMove, onSave, onClose } = props;
  const { t } = useText();
  const { place } = spot;
  const begin = () => onMove({ x: place.x ?? 0.5, y: place.y ?? 0.5 });
  return (
    <DetailPane title={place.source} onClose={onClose} escLeavesField>
      {moving === null ? null : <MovingKeys at={moving} onMove={onMove} onPlaced={() => void onSave({ ...place, ...moving }).then(() => onMove(null))} />}
      <DetailList>
        <Alarms spot={spot} />
        <DetailRow label={t('plan.place.panel')}>{panelName}</DetailRow>
        {mayChange ? null : (
          <>
            <DetailRow label={t('plan.place.area')}>{place.area ?? t('plan.noArea')}</DetailRow>
            {place.camera === null ? null : <DetailRow label={t('plan.place.camera')}>{place.camera}</DetailRow>}
            <DetailRow label={t('plan.place.keyPart')}>{t(place.keyPart ? 'plan.place.keyPartOn' : 'plan.place.keyPartOff')}</DetailRow>
            <p className={classes.dim}>{t('plan.noRight')}</p>
          </>
        )}
      </DetailList>
      {mayChange ? (
        <>
          <PlaceForm key={spot.key} place={place} onSave={onSave} />
          {hasPicture ? (
            <PositionKeys place={place} moving={moving !== null} onBegin={begin} onOff={() => void onSave({ ...place, x: null, y: null })} />
          ) : null}
        </>
      ) : null}
    </DetailPane>
  );
}

function Alarms({ spot: { alarms } }: { readonly spot: Spot }) {
  const { t, tOr } = useText();
  if (alarms.length === 0) return <DetailRow label={t('plan.place.alarm')}>{t('plan.quiet')}</DetailRow>;
  return (
    <DetailRow label={t('plan.place.alarm')}>
      {alarms.map((alarm) => (
        <span key={alarm.alarmId} className={classes.alarm}>
          <PriorityMark priority={alarm.priority} short /> {tOr(`alarms.condition.${alarm.condition}`, alarm.condition)} · {t(`alarms.state.${alarm.state}`)} ·{' '}
          <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
        </span>
      ))}
      <KeyButton shownKey="F3" onPress={() => openScreen('alarms')}>
        {t('watch.screen.alarms')}
      </KeyButton>
    </DetailRow>
  );
}

/** While it stands, the arrow keys move the place. Enter keeps it, Esc does not. */
function MovingKeys({ at, onMove, onPlaced }: { readonly at: Position; readonly onMove: (at: Position | null) => void; readonly onPlaced: () => void }) {
  const { t } = useText();
  const percent = (share: number) => (share * 100).toFixed(1).replace(/\.0$/, '');
  return (
    <div className={classes.moving}>
      {arrowKeys.flatMap((arrow) => [
        <MoveKey key={arrow} shortcut={arrow} onPress={() => onMove(movedBy(at, arrow, false))} />,
        <MoveKey key={`Shift+${arrow}`} shortcut={`Shift+${arrow}`} onPress={() => onMove(movedBy(at, arrow, true))} />,
      ])}
      <MoveKey shortcut="Enter" onPress={onPlaced} />
      <MoveKey shortcut="Escape" onPress={() => onMove(null)} />
      <p>{t('plan.place.moving')}</p>
      <p role="status">{t('plan.place.at', { x: percent(at.x), y: percent(at.y) })}</p>
    </div>
  );
}

function MoveKey({ shortcut, onPress }: { readonly shortcut: string; readonly onPress: () => void }) {
  useShortcut(shortcut, onPress);
  return null;
}

function PlaceForm({ place, onSave }: { readonly place: Place; readonly onSave: (place: Place) => Promise<boolean> }) {
  const { t } = useText();
  const [area, setArea] = useState(place.area ?? '');
  const [camera, setCamera] = useState(place.camera ?? '');
  const [keyPart, setKeyPart] = useState<'yes' | 'no'>(place.keyPart ? 'yes' : 'no');
  const emptyIsNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const next: Place = { ...place, area: emptyIsNull(area), camera: emptyIsNull(camera), keyPart: keyPart === 'yes' };
  const same = next.area === place.area && next.camera === place.camera && next.keyPart === place.keyPart;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!same) void onSave(next);
  };
  return (
    <form className={classes.form} onSubmit={onSubmit} aria-label={t('plan.place.title', { source: place.source })}>
      <TextField label={t('plan.place.area')} hint={t('plan.place.areaHint')} value={area} onChange={setArea} autoComplete="off" maxLength={60} />
      <TextField label={t('plan.place.camera')} value={camera} onChange={setCamera} autoComplete="off" maxLength={60} />
      <SelectField
        label={t('plan.place.keyPart')}
        value={keyPart}
        options={[
          { value: 'no', label: t('plan.place.keyPartOff') },
          { value: 'yes', label: t('plan.place.keyPartOn') },
        ]}
        onChange={setKeyPart}
      />
      <div className={classes.buttons}>
        <KeyButton submit shownKey="Enter" disabled={same} onPress={() => undefined}>
          {t('plan.place.save')}
        </KeyButton>
      </div>
    </form>
  );
}

interface PositionKeysProps {
  readonly place: Place;
  readonly moving: boolean;
  readonly onBegin: () => void;
  readonly onOff: () => void;
}

function PositionKeys({ place, moving, onBegin, onOff }: PositionKeysProps) {
  const { t } = useText();
  return (
    <div className={classes.buttons}>
      <KeyButton shortcut="M" pressed={moving} onPress={onBegin}>
        {t('plan.place.move')}
      </KeyButton>
      {place.x === null ? null : (
        <KeyButton kind="quiet" shortcut="O" onPress={onOff}>
          {t('plan.place.off')}
        </KeyButton>
      )}
    </div>
  );
}
