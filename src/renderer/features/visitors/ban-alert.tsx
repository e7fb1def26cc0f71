/** A ban matches: the sentence to say, to the guard alone. Refuse is one key; only a lead may let the person in, with a reason. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BanMatch } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { dateText, KeyButton, toast } from '../../ui/index.ts';
import classes from './ban-alert.module.css';
import type { Draft } from './draft.ts';
import { DraftInput } from './draft-input.tsx';

export interface BanAlertProps {
  readonly matches: readonly BanMatch[];
  readonly draft: Draft;
  readonly overrideError: string | null;
  readonly onOverride: (reason: string | null) => void;
  readonly onRefused: () => void;
}

export function BanAlert({ matches, draft, overrideError, onOverride, onRefused }: BanAlertProps) {
  const { t } = useText();
  const mayOverride = useMay('lead');
  const [said, setSaid] = useState(false);
  const refuse = useMutation({
    mutationFn: (match: BanMatch) =>
      api.visitors.refuse({
        name: draft.name.trim() || t('visitors.box.unnamed'),
        banId: match.ban.banId,
        reason: t('visitors.ban.refuseReason', { reason: t(`visitors.reason.${match.ban.reason}`) }),
      }),
    onSuccess: () => {
      toast('done', t('visitors.ban.refused', { name: draft.name.trim() }));
      onRefused();
    },
    onError: (error) => toast('problem', callError(error)),
  });
  const [first] = matches;
  if (first === undefined) return null;
  return (
    <section className={classes.alert} role="alert" aria-label={t('visitors.ban.alert')}>
      <p className={classes.title}>
        <span aria-hidden="true">▲ </span>
        {t('visitors.ban.alert')}
      </p>
      <p className={classes.small}>{t('visitors.ban.forGuard')}</p>
      {matches.map(({ ban, by }) => (
        <div key={ban.banId}>
          <p className={classes.say}>
            {t('visitors.ban.say')}: “{ban.sayText}”
          </p>
          <p className={classes.small}>
            {t(`visitors.ban.matchedBy.${by}`)} ·{' '}
            {t('visitors.ban.issuedBy', {
              reason: t(`visitors.reason.${ban.reason}`),
              issuer: ban.issuer,
              until: ban.untilUtcMs === null ? t('visitors.ban.noEnd') : t('visitors.ban.until', { date: dateText(ban.untilUtcMs) }),
            })}
          </p>
        </div>
      ))}
      {draft.overrideReason === null ? null : (
        <DraftInput
          field="override"
          label={t('visitors.ban.overrideReason')}
          value={draft.overrideReason}
          maxLength={200}
          error={overrideError}
          onChange={onOverride}
        />
      )}
      <div className={classes.actions}>
        <KeyButton
          kind="danger"
          shortcut="Ctrl+E"
          disabled={refuse.isPending || said}
          onPress={() => {
            setSaid(true);
            refuse.mutate(first, { onError: () => setSaid(false) });
          }}
        >
          {t('visitors.ban.refuse')}
        </KeyButton>
        {mayOverride && draft.overrideReason === null ? (
          <KeyButton shortcut="Ctrl+O" onPress={() => onOverride('')}>
            {t('visitors.ban.override')}
          </KeyButton>
        ) : null}
      </div>
      {mayOverride ? null : <p className={classes.small}>{t('visitors.ban.overrideNeeded')}</p>}
    </section>
  );
}
