/** How far a command has come: sent, accepted, confirmed, or failed with the reason and what to do. */
import type { CommandState, PanelCommand } from '../../../shared/model/panels.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { TimeText } from '../../ui/index.ts';
import { commandText, isUnderWay } from './commands.ts';
import classes from './panels.module.css';

const steps = ['sent', 'accepted', 'confirmed'] as const satisfies readonly CommandState[];

/** `name`: of the point as it is now. */
export function CommandProgress({ command, name }: { readonly command: PanelCommand; readonly name: string | null }) {
  const text = useText();
  const { t } = text;
  const { by, secondPerson, failure, detail } = command;
  return (
    <div className={classes.command}>
      <p className={classes.said}>{commandText(command, name, text)}</p>
      <Steps command={command} />
      {failure === null ? null : (
        <p>
          {t(`panels.failure.${failure}`)}. {t(`panels.do.${failure}`)}
        </p>
      )}
      {detail === null ? null : <p>{t('panels.panelSays', { detail })}</p>}
      <p className={classes.dim}>{secondPerson === null ? t('panels.by', { by }) : t('panels.byTwo', { by, second: secondPerson })}</p>
    </div>
  );
}

function Steps({ command }: { readonly command: PanelCommand }) {
  const { t } = useText();
  const now = useNow();
  const { state } = command;
  if (state === 'failed') {
    return (
      <p className={classes.failed}>
        <span aria-hidden="true">✕</span> {t('panels.commandState.failed')} <TimeText atUtcMs={command.stateAtUtcMs} />
      </p>
    );
  }
  const reached = steps.indexOf(state);
  return (
    <p className={classes.steps}>
      {steps.map((step, i) => (
        <span key={step} data-state={i <= reached ? 'done' : i === reached + 1 ? 'now' : 'open'}>
          <span aria-hidden="true">{i <= reached ? '✓' : i === reached + 1 ? '◌' : '○'}</span> {t(`panels.commandState.${step}`)}
          {i === reached ? (
            <>
              {' '}
              <TimeText atUtcMs={command.stateAtUtcMs} date="never" />
            </>
          ) : null}
        </span>
      ))}
      {isUnderWay(command) ? (
        <span className={classes.dim}>{t('panels.waiting', { seconds: Math.max(0, Math.ceil((command.deadlineUtcMs - now) / 1000)) })}</span>
      ) : state === 'accepted' ? (
        <span className={classes.dim}>{t('panels.notTold')}</span>
      ) : null}
    </p>
  );
}

/** For screen readers: one short sentence whenever the state changes, without the seconds that count down. */
export function SpokenProgress({ command, name }: { readonly command: PanelCommand | undefined; readonly name: string | null }) {
  const text = useText();
  const { t } = text;
  const words =
    command === undefined
      ? ''
      : [commandText(command, name, text), t(`panels.commandState.${command.state}`), command.failure === null ? '' : t(`panels.failure.${command.failure}`)]
          .filter((part) => part !== '')
          .join(', ');
  return (
    <span className={classes.spoken} role="status">
      {words}
    </span>
  );
}
