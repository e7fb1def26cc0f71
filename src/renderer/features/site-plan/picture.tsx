/** The picture with a mark for each source that is placed: shape by priority, flashing only what is not acknowledged. */
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Priority } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import classes from './site-plan.module.css';
import { clamped, isPlaced, type Position, type Spot } from './spots.ts';

const shapes: { readonly [p in Priority]: string } = { 1: '▲', 2: '◆', 3: '●', 4: '○' };
/** A hand that trembles is no drag. */
const dragFromPixels = 4;

export interface PictureProps {
  readonly url: string;
  readonly spots: readonly Spot[];
  /** Of the row under the cursor, or of the place that is open. */
  readonly markedKey: string | null;
  /** A place that is being moved by keys. */
  readonly moving: { readonly key: string; readonly at: Position } | null;
  /** Marks can be dragged, and those not placed stand below. */
  readonly arranging: boolean;
  readonly onOpen: (key: string) => void;
  readonly onPlace: (spot: Spot, at: Position) => void;
}

export function Picture({ url, spots, markedKey, moving, arranging, onOpen, onPlace }: PictureProps) {
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [ratio, setRatio] = useState(16 / 9);
  const [drag, setDrag] = useState<{ readonly key: string; readonly at: Position } | null>(null);
  const moved = drag ?? moving;
  const dragging = { frame, onDrag: setDrag, onPlace, onOpen, arranging };
  const shown = spots.filter((spot) => isPlaced(spot) || spot.key === moved?.key);
  return (
    <div className={classes.pictureBox}>
      <div className={classes.stage}>
        {/* biome-ignore lint/a11y/useSemanticElements: marks on a picture are no form */}
        <div
          ref={frame}
          className={classes.frame}
          style={{ width: `min(100cqw, calc(100cqh * ${ratio}))`, aspectRatio: String(ratio) }}
          role="group"
          aria-label={t('plan.picture')}
        >
          <img
            className={classes.image}
            src={url}
            alt=""
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => naturalHeight > 0 && setRatio(naturalWidth / naturalHeight)}
          />
          {shown.map((spot) => {
            const at = moved?.key === spot.key ? moved.at : { x: spot.place.x ?? 0.5, y: spot.place.y ?? 0.5 };
            return <Mark key={spot.key} spot={spot} at={at} marked={spot.key === markedKey || spot.key === moved?.key} dragging={dragging} />;
          })}
        </div>
      </div>
      {arranging ? (
        <Tray>
          {spots
            .filter((spot) => !isPlaced(spot))
            .map((spot) => (
              <Chip key={spot.key} spot={spot} dragged={spot.key === drag?.key} dragging={dragging} />
            ))}
        </Tray>
      ) : null}
    </div>
  );
}

interface Dragging {
  readonly frame: React.RefObject<HTMLDivElement | null>;
  readonly arranging: boolean;
  readonly onDrag: (drag: { readonly key: string; readonly at: Position } | null) => void;
  readonly onPlace: (spot: Spot, at: Position) => void;
  readonly onOpen: (key: string) => void;
}

/** A press that moves drags; one that doesn't opens. */
function useDrag(spot: Spot, { frame, arranging, onDrag, onPlace, onOpen }: Dragging) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const last = useRef<Position | null>(null);
  const end = () => {
    start.current = null;
    last.current = null;
    onDrag(null);
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      start.current = { x: event.clientX, y: event.clientY };
      if (arranging) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const box = frame.current?.getBoundingClientRect();
      if (!arranging || start.current === null || box === undefined) return;
      if (last.current === null && Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) < dragFromPixels) return;
      last.current = clamped({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
      onDrag({ key: spot.key, at: last.current });
    },
    onPointerUp() {
      const at = last.current;
      end();
      if (at !== null) onPlace(spot, at);
    },
    onPointerCancel: end,
    onClick: () => onOpen(spot.key),
  };
}

const spotLabel = ({ place, priority }: Spot, quiet: string, priorityWords: (priority: Priority) => string): string =>
  [place.source, place.area, priority === null ? quiet : priorityWords(priority)].filter((part) => part !== null).join(', ');

function Mark({ spot, at, marked, dragging }: { readonly spot: Spot; readonly at: Position; readonly marked: boolean; readonly dragging: Dragging }) {
  const { t } = useText();
  const handlers = useDrag(spot, dragging);
  const label = spotLabel(spot, t('plan.quiet'), (priority) => t(`alarms.priority.${priority}`));
  return (
    <button
      type="button"
      // The list beside it is the way of the keyboard: two stops for one thing would be one too many.
      tabIndex={-1}
      className={classes.pin}
      data-priority={spot.priority ?? 'quiet'}
      data-waiting={spot.waiting}
      data-marked={marked}
      data-side={at.x > 0.75 ? 'left' : 'right'}
      title={label}
      aria-label={label}
      style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
      {...handlers}
    >
      <span className={classes.shape} aria-hidden="true">
        {spot.priority === null ? '' : shapes[spot.priority]}
      </span>
      {spot.priority !== null || marked ? <span className={classes.pinName}>{spot.place.source}</span> : null}
    </button>
  );
}

function Tray({ children }: { readonly children: ReactNode }) {
  return <div className={classes.tray}>{children}</div>;
}

/** It stays while it is dragged, though nobody sees it: the pointer is bound to it. */
function Chip({ spot, dragged, dragging }: { readonly spot: Spot; readonly dragged: boolean; readonly dragging: Dragging }) {
  const handlers = useDrag(spot, dragging);
  return (
    <button type="button" tabIndex={-1} className={classes.chip} data-dragged={dragged} {...handlers}>
      {spot.place.source}
    </button>
  );
}
