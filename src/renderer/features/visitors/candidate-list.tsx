/** What the text in the box may be; the cursor row is what Enter does. */
import { displayName } from '../../../shared/model/mrz/names.ts';
import { useNow } from '../../app/now.ts';
import { type Translate, useText } from '../../app/text.ts';
import { ageText, dateText, KeyCap } from '../../ui/index.ts';
import type { Candidate } from './candidates.ts';
import classes from './visitor-box.module.css';

export interface CandidateListProps {
  readonly id: string;
  readonly candidates: readonly Candidate[];
  readonly cursor: number;
  /** The text itself matches a ban: said at once, before a form is open. */
  readonly banned: boolean;
  readonly onPick: (candidate: Candidate) => void;
}

function wordsOf(candidate: Candidate, t: Translate, nowUtcMs: number): { readonly what: string; readonly more: string } {
  switch (candidate.type) {
    case 'signOut': {
      const { name, badgeNumber, hostName, registeredAtUtcMs } = candidate.visit;
      return {
        what: t('visitors.box.signOutOf', { name, badge: badgeNumber }),
        more: `${ageText(nowUtcMs - registeredAtUtcMs)} ${t('visitors.inside.to', { host: hostName })}`,
      };
    }
    case 'returning': {
      const { name, organisation, visits, lastVisitAtUtcMs } = candidate.person;
      const last = lastVisitAtUtcMs === null ? '' : t('visitors.box.lastVisit', { count: visits, date: dateText(lastVisitAtUtcMs) });
      return { what: t('visitors.box.returningAs', { name }), more: [organisation, last].filter((part) => part !== '').join(' · ') };
    }
    case 'card':
      return { what: t('visitors.box.cardOf', { name: candidate.holder.name, department: candidate.holder.department }), more: t('visitors.box.guess.card') };
    case 'document': {
      const { document } = candidate;
      return { what: t('visitors.box.documentOf', { name: displayName(document) }), more: `${t(`visitors.document.${document.kind}`)} · ${document.issuer}` };
    }
    case 'new':
      return { what: t('visitors.box.newAs', { name: candidate.name }), more: '' };
  }
}

export function CandidateList({ id, candidates, cursor, banned, onPick }: CandidateListProps) {
  const { t } = useText();
  const now = useNow();
  return (
    <>
      {banned ? (
        <p className={classes.warn} role="alert">
          ▲ {t('visitors.box.banned')}
        </p>
      ) : null}
      <div id={id} role="listbox" aria-label={t('visitors.box.candidates')} className={classes.list}>
        {candidates.map((candidate, at) => {
          const words = wordsOf(candidate, t, now);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the box keeps the focus, this is its active descendant
            <div
              key={candidate.key}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === cursor}
              className={classes.option}
              onClick={() => onPick(candidate)}
            >
              <div className={classes.words}>
                <span>{words.what}</span>
                {words.more === '' ? null : <span className={classes.dim}>{words.more}</span>}
              </div>
              {at === cursor ? <KeyCap>Enter</KeyCap> : null}
            </div>
          );
        })}
      </div>
    </>
  );
}
