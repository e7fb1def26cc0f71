/** The panels' part of a post: the way to them, what keeps what they say, and what people may ask of them. Starts nothing. */
import { randomBytes } from 'node:crypto';
import type { Clock, NewId } from '../core/ports/clock.ts';
import { simulatedPanelUsers } from '../devices/simulate/demo-config.ts';
import type { Logger } from '../log/index.ts';
import type { Alarms } from '../services/alarms.ts';
import { createPanelCommands, type PanelCommands } from '../services/panel-commands.ts';
import { createPanelIntake, type PanelIntake } from '../services/panel-intake.ts';
import { createPanelSecretsService, type PanelSecretsService } from '../services/panel-secrets.ts';
import { createPanelWords, type PanelWords } from '../services/panel-words.ts';
import type { Sessions } from '../services/sessions.ts';
import type { StoreHealth } from '../services/store-health.ts';
import type { PostOptions } from './options.ts';
import { createPanelLink, type PanelLink } from './panel-link.ts';
import { createPanelSecrets } from './panel-secrets.ts';
import { createRefusals } from './refusals.ts';

export interface PanelParts {
  readonly panelLink: PanelLink;
  readonly intake: PanelIntake;
  readonly panelCommands: PanelCommands;
  readonly panelWords: PanelWords;
  readonly panelSecrets: PanelSecretsService;
  /** Password of the simulated panels on the embedded broker. */
  readonly simulationPassword: string;
}

interface PanelPartsDeps {
  readonly options: PostOptions;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
  /** Of this post, never to change. */
  readonly postId: string;
  readonly ledger: StoreHealth['ledger'];
  readonly alarms: Alarms;
  readonly sessions: Sessions;
  readonly logBug: (where: string, error: unknown) => void;
}

export function createPanelParts({ options, clock, newId, log, postId, ledger, alarms, sessions, logBug }: PanelPartsDeps): PanelParts {
  const { config, dataDir } = options;
  const { panels } = config;
  const secrets = createPanelSecrets({
    dataDir,
    sealer: options.sealer ?? null,
    onProblem: (panelId, problem) => log.warn('the file with the secrets of a panel has a problem', { panelId, problem }),
  });
  const { users, simulationPassword } = brokerUsers(config);
  const refusals = createRefusals({ ledger, clock });
  const panelLink = createPanelLink({
    ...{ config, dataDir, clock, secrets, logBug },
    broker: { ...config.broker, users },
    clientId: `guardpost-${postId}`,
    onRefused: (refusal) => refusals.refused(refusal),
  });
  const intake = createPanelIntake({ ledger, clock, alarms, panels });
  const { lane, unknown, points } = intake;
  const panelWords = createPanelWords({ ledger, clock, unknown, lane, port: panelLink, panelIds: new Set(panels.map((panel) => panel.id)) });
  const checkSecret: Sessions['checkSecret'] = (name, secret, seat) => sessions.checkSecret(name, secret, seat);
  const panelCommands = createPanelCommands({ ledger, clock, newId, panels, port: panelLink, secrets, points, checkSecret, logBug });
  intake.onKept(panelCommands.heard);
  const panelSecrets = createPanelSecretsService({ ledger, panels, secrets });
  return { panelLink, intake, panelCommands, panelWords, panelSecrets, simulationPassword };
}

/** Simulated panels have an account on the embedded broker, with a password of this run. */
function brokerUsers({ broker, panels }: PostOptions['config']) {
  const known = broker.users.find((user) => user.username.startsWith('sim-'))?.password;
  const simulationPassword = known ?? randomBytes(24).toString('base64url');
  const isSimulated = panels.some((panel) => panel.simulated) && known === undefined;
  return { users: isSimulated ? [...broker.users, ...simulatedPanelUsers(simulationPassword)] : broker.users, simulationPassword };
}
