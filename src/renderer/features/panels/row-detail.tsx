/** One panel or one of its parts in full, with the commands that it was given. */
import type { PanelCommand } from '../../../shared/model/panels.ts';
import { useText } from '../../app/text.ts';
import { AgeText, DetailList, DetailPane, DetailRow, TimeText } from '../../ui/index.ts';
import { CommandProgress } from './command-progress.tsx';
import { type Abilities, commandsTo } from './commands.ts';
import { PanelSecrets } from './panel-secrets.tsx';
import classes from './panels.module.css';
import { stateWords } from './point-words.ts';
import type { PanelRow, PointRow, Row } from './rows.ts';

interface RowDetailProps {
  readonly row: Row;
  readonly commands: readonly PanelCommand[];
  /** To name the points of commands. */
  readonly nameOf: (command: PanelCommand) => string | null;
  readonly abilities: Abilities | undefined;
  readonly onClose: () => void;
}

export function RowDetail({ row, commands, nameOf, abilities, onClose }: RowDetailProps) {
  const { t } = useText();
  const own =
    row.type === 'panel'
      ? commands.filter(({ panelId }) => panelId === row.panel.panelId).toSorted((a, b) => b.askedAtUtcMs - a.askedAtUtcMs)
      : commandsTo(row, commands);
  return (
    <DetailPane title={row.type === 'panel' ? row.panel.name : row.point.name} onClose={onClose} escLeavesField>
      {row.type === 'panel' ? <PanelFacts row={row} abilities={abilities} /> : <PointFacts row={row} />}
      <h3 className={classes.heading}>{t('panels.detail.commands')}</h3>
      {own.length === 0 ? <p className={classes.dim}>{t('panels.detail.noCommands')}</p> : null}
      {own.map((command) => (
        <CommandProgress key={command.commandId} command={command} name={nameOf(command)} />
      ))}
    </DetailPane>
  );
}

function PanelFacts({ row: { panel, counts }, abilities }: { readonly row: PanelRow; readonly abilities: Abilities | undefined }) {
  const { t } = useText();
  const { health } = panel;
  return (
    <>
      <DetailList>
        {health === null ? null : (
          <>
            <DetailRow label={t('panels.detail.state')}>
              {t(`devices.state.${health.state}`)} · {t('common.since')} <TimeText atUtcMs={health.sinceUtcMs} />
            </DetailRow>
            {health.cause === null ? null : (
              <>
                <DetailRow label={t('panels.detail.why')}>{t(`devices.cause.${health.cause}`)}</DetailRow>
                <DetailRow label={t('panels.detail.todo')}>{t(`devices.do.${health.cause}`)}</DetailRow>
              </>
            )}
            <DetailRow label={t('panels.detail.heard')}>
              {health.lastSignOfLifeUtcMs === null ? t('panels.heardNever') : <TimeText atUtcMs={health.lastSignOfLifeUtcMs} />}
            </DetailRow>
          </>
        )}
        <DetailRow label={t('panels.kind.panel')}>{t('panels.counts', { ...counts })}</DetailRow>
      </DetailList>
      <PanelSecrets panel={panel} takesCommands={(abilities?.commands.length ?? 0) > 0} />
    </>
  );
}

function PointFacts({ row: { panel, point } }: { readonly row: PointRow }) {
  const text = useText();
  const { t } = text;
  return (
    <DetailList>
      <DetailRow label={t('panels.detail.state')}>
        {stateWords(point, text).words} · {t('common.since')} <TimeText atUtcMs={point.sinceUtcMs} />
      </DetailRow>
      <DetailRow label={t('panels.detail.panel')}>{panel.name}</DetailRow>
      {point.partition === null || point.kind === 'partition' ? null : <DetailRow label={t('panels.detail.partition')}>{point.partition}</DetailRow>}
      <DetailRow label={t('panels.detail.heard')}>
        {point.lastHeardUtcMs === null ? (
          t('panels.heardNever')
        ) : (
          <>
            <TimeText atUtcMs={point.lastHeardUtcMs} /> · <AgeText sinceUtcMs={point.lastHeardUtcMs} />
          </>
        )}
      </DetailRow>
      {point.batteryPercent === null ? null : (
        <DetailRow label={t('panels.detail.battery')}>{t('panels.percent', { percent: point.batteryPercent })}</DetailRow>
      )}
      {point.pointId === point.name ? null : <DetailRow label={t('panels.detail.pointId')}>{point.pointId}</DetailRow>}
    </DetailList>
  );
}
