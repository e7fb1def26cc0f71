/**
 * A document that a scanner of the post read, on every screen, until someone takes it or a minute has passed.
 * At the only seat it opens its registration by itself if nobody is in the middle of anything; else it waits for a key.
 * It never takes the focus, and it says nothing of what the document says.
 */
import { useEffect, useRef, useState } from 'react';
import { useNow } from '../../app/now.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { type DocumentOffer, useLive } from '../../live/index.ts';
import { KeyButton, SimulatedMark } from '../../ui/index.ts';
import classes from './document-bar.module.css';
import { isFree, takeOffer, tellUnread } from './take-document.ts';

const offerMs = 60_000;

export function DocumentBar() {
  const { t } = useText();
  const may = useMay('guard', 'operator', 'lead');
  const now = useNow();
  const documents = useLive((live) => live.documents);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const opened = useRef<string | null>(null);
  const standing = documents.filter((one) => now - one.atUtcMs < offerMs && !dismissed.includes(one.offerId));
  const offer = may ? (standing.at(-1) ?? null) : null;
  const reader = useReaderName(offer?.readerId ?? null);
  useUnread();
  useEffect(() => {
    if (offer === null || opened.current === offer.offerId) return;
    opened.current = offer.offerId;
    if (offer.alone && isFree()) void takeOffer(offer.offerId);
  }, [offer]);
  const take = ({ offerId }: DocumentOffer) => void takeOffer(offerId);
  return (
    <div aria-live="polite" className={classes.live}>
      {offer === null ? null : (
        <div className={classes.bar}>
          <strong>
            <span aria-hidden="true">◆</span> {t('visitors.scan.offered', { reader })}
          </strong>
          {offer.simulated ? <SimulatedMark /> : null}
          <KeyButton shortcut="Ctrl+I" onPress={() => take(offer)}>
            {t('visitors.scan.take')}
          </KeyButton>
          <KeyButton kind="quiet" onPress={() => setDismissed((before) => [...before.slice(-8), offer.offerId])}>
            {t('visitors.scan.dismiss')}
          </KeyButton>
        </div>
      )}
    </div>
  );
}

function useReaderName(readerId: string | null): string {
  return useLive((live) => live.devices.find((device) => device.kind === 'reader' && device.id === readerId)?.name) ?? readerId ?? '';
}

/** Says each failed read once, as it comes. */
function useUnread(): void {
  const unread = useLive((live) => live.documentUnread);
  const name = useReaderName(unread?.readerId ?? null);
  const told = useRef(unread);
  useEffect(() => {
    if (unread === null || told.current === unread) return;
    told.current = unread;
    tellUnread(unread.problem, name);
  }, [unread, name]);
}
