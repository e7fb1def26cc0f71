/** What the API is made of: the services, and what a seat is told about the post itself. */
import type { Role } from '../../shared/model/users.ts';
import type { AlarmFiguresService } from '../services/alarm-figures.ts';
import type { Alarms } from '../services/alarms.ts';
import type { Bans } from '../services/bans.ts';
import type { Cards } from '../services/cards.ts';
import type { DayLog } from '../services/day-log.ts';
import type { Devices } from '../services/devices.ts';
import type { Faults } from '../services/faults.ts';
import type { Feed } from '../services/feed.ts';
import type { PanelCommands } from '../services/panel-commands.ts';
import type { PanelSecretsService } from '../services/panel-secrets.ts';
import type { PanelWords } from '../services/panel-words.ts';
import type { Places } from '../services/places.ts';
import type { ReaderToolsService } from '../services/reader-tools.ts';
import type { Seats } from '../services/seats.ts';
import type { Sessions } from '../services/sessions.ts';
import type { Settings } from '../services/settings.ts';
import type { Users } from '../services/users.ts';
import type { Visitors } from '../services/visitors.ts';
import type { VisitorDocuments } from '../services/visitors-documents.ts';

export interface About {
  readonly site: string;
  readonly post: string;
  readonly version: string;
  readonly idleMinutes: number;
  /** null = not a demo. */
  readonly demoUsers: readonly { readonly name: string; readonly role: Role; readonly pin: string }[] | null;
}

export interface Services {
  readonly about: About;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly feed: Feed;
  readonly cards: Cards;
  readonly alarms: Alarms;
  readonly alarmFigures: AlarmFiguresService;
  readonly panelCommands: PanelCommands;
  readonly panelWords: PanelWords;
  readonly panelSecrets: PanelSecretsService;
  readonly places: Places;
  readonly faults: Faults;
  readonly visitors: Visitors;
  readonly documents: VisitorDocuments;
  readonly bans: Bans;
  readonly dayLog: DayLog;
  readonly devices: Devices;
  readonly readerTools: ReaderToolsService;
  readonly users: Users;
  readonly settings: Settings;
}
