/** Checks the whole chain on the post and says the result in words. */
import { useMutation } from '@tanstack/react-query';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import classes from './day-log.module.css';

export const useVerify = () => useMutation({ mutationFn: () => api.log.verify() });
type Verify = ReturnType<typeof useVerify>;

export function VerifyButton({ verify }: { readonly verify: Verify }) {
  const { t } = useText();
  const may = useMay('operator', 'lead');
  if (!may) return null;
  return (
    <KeyButton shortcut="Y" disabled={verify.isPending} onPress={() => verify.mutate()}>
      {t('log.verify.run')}
    </KeyButton>
  );
}

/** Stays until the next check: a broken chain must not vanish like a toast. */
export function VerifyResult({ verify }: { readonly verify: Verify }) {
  const { t } = useText();
  if (verify.isIdle) return null;
  const answer = verify.data;
  const bad = verify.isError || answer?.ok === false;
  return (
    <div className={classes.result} data-bad={bad} role={bad ? 'alert' : 'status'}>
      {verify.isPending ? <p>{t('log.verify.running')}</p> : null}
      {verify.isError ? <p>{callError(verify.error)}</p> : null}
      {answer === undefined ? null : (
        <>
          <p>
            <span aria-hidden="true">{answer.ok ? '✓ ' : '▲ '}</span>
            {answer.ok
              ? t('log.verify.ok', { rows: answer.rows })
              : t('log.verify.bad', { seq: answer.firstBadSeq ?? '?', problem: answer.problem ?? t('log.value.none') })}
          </p>
          <p className={classes.dim}>
            {answer.checkpoint === null ? '' : `${t('log.verify.checkpoint', { checkpoint: answer.checkpoint })} · `}
            {t('log.verify.limits')}
          </p>
        </>
      )}
    </div>
  );
}
