/** What every list of the board stands in: its title, the lists with their keys and counts, the top alarm, and a pane on the right. */
import { type ReactNode, useMemo } from 'react';
import { useOwnDuty } from '../../app/own-seat.ts';
import { callsSeat } from '../../app/seat-duty.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { KeyButton, ScreenFrame } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { countLists, type View, views } from './lists.ts';
import { TopHero } from './top-hero.tsx';
import { isSetAside } from './words.ts';

export const viewKeys: { readonly [view in View]: string } = {
  board: 'B',
  open: 'N',
  aside: 'L',
  bypassed: 'Y',
  outOfService: 'O',
  troubles: 'D',
  unknown: 'U',
};

export interface BoardFrameProps {
  readonly view: View;
  readonly onShow: (view: View) => void;
  readonly detail: ReactNode | undefined;
  readonly children: ReactNode;
}

export function BoardFrame({ view, onShow, detail, children }: BoardFrameProps) {
  const { t } = useText();
  const duty = useOwnDuty();
  // What was passed on to this seat goes before what is more urgent elsewhere.
  const called = useLive((live) => (duty === 'first' ? undefined : live.alarms.find((alarm) => callsSeat(alarm, duty))));
  const first = useLive((live) => live.alarms[0]);
  const top = called ?? (first === undefined || isSetAside(first) ? undefined : first);
  return (
    <ScreenFrame
      title={t('alarms.title')}
      tools={<ViewKeys view={view} onShow={onShow} />}
      bar={top === undefined ? undefined : <TopHero alarm={top} />}
      detail={detail}
    >
      {children}
    </ScreenFrame>
  );
}

function ViewKeys({ view, onShow }: Pick<BoardFrameProps, 'view' | 'onShow'>) {
  const { t } = useText();
  const alarms = useLive((live) => live.alarms);
  const bypassed = useLive((live) => live.points.reduce((sum, point) => (point.bypassed ? sum + 1 : sum), 0));
  const unknown = useLive((live) => live.unknownWords.length);
  const counts = useMemo(() => ({ ...countLists(alarms), bypassed, unknown }), [alarms, bypassed, unknown]);
  return (
    <div className={classes.views}>
      {views.map((name) => (
        <KeyButton key={name} kind="quiet" shortcut={viewKeys[name]} pressed={view === name} onPress={() => onShow(name)}>
          {`${t(`alarms.view.${name}`)} ${counts[name]}`}
        </KeyButton>
      ))}
    </div>
  );
}
