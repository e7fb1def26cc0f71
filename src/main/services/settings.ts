/** The settings procedures, over a configuration file that the host hands in (it wraps main/config). Knows no YAML. */
import type { ConfigProblemView } from '../../shared/model/config.ts';
import type { Actor, Json } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface SettingsChanges {
  readonly site: string;
  readonly name: string;
  readonly readers: readonly {
    readonly id: string;
    readonly path: string;
    readonly protocol: string;
    readonly baudRate: number;
    readonly direction: 'in' | 'out' | null;
  }[];
  readonly mqttUrl: string | null;
}

export interface SettingsPort {
  /** The file as it is now: YAML without passwords, and as data for the form. */
  get(): Promise<{ readonly file: string; readonly yaml: string; readonly site: string; readonly name: string; readonly config: Json }>;
  /** Checks and writes; an empty list means saved. Never loses the old file. */
  save(changes: SettingsChanges): Promise<readonly ConfigProblemView[]>;
  /** What keeps the file, as it is now, from being used; an empty list means that a post can start with it. */
  check(): Promise<readonly ConfigProblemView[]>;
}

export interface Settings {
  get(): Answer<Awaited<ReturnType<SettingsPort['get']>>>;
  serialPorts(): Promise<readonly SerialPortChoice[]>;
  save(actor: Actor, changes: SettingsChanges): Answer<{ problems: ConfigProblemView[] }>;
  /** A file that became bad meanwhile is told; the post then goes on with what it has. */
  restart(): Answer<void>;
}

export interface SerialPortChoice {
  readonly path: string;
  readonly label: string;
}

export interface SettingsDeps {
  readonly ledger: Ledger;
  /** null = no file (the demo): rule noConfigFile. */
  readonly port: SettingsPort | null;
  readonly serialPorts: () => Promise<readonly SerialPortChoice[]>;
  /** Asks the host to stop this post and start it anew, after the call has been answered. */
  readonly onRestart: () => void;
}

const noFile = { code: 'rule', rule: 'noConfigFile' } as const;

/** The configuration as the settings screen sees it. Each save is a row; it never names a password. */
export function createSettings({ ledger, port, serialPorts, onRestart }: SettingsDeps): Settings {
  return {
    get: async () => (port === null ? fail(noFile) : ok(await port.get())),
    serialPorts,
    async save(actor, changes) {
      if (port === null) return fail(noFile);
      const problems = await port.save(changes);
      if (problems.length > 0) return ok({ problems: [...problems] });
      const payload = { site: changes.site, name: changes.name, readers: changes.readers.map(({ id }) => id), ownBroker: changes.mqttUrl === null };
      const kept = await keep(ledger, (tx) => void tx.append({ kind: 'config.changed', actor, subject: null, payload }));
      return kept.ok ? ok({ problems: [] }) : kept;
    },
    async restart() {
      const problems = port === null ? [] : await port.check();
      if (problems.length > 0) return fail({ code: 'configBad', problems });
      setImmediate(onRestart);
      return ok(undefined);
    },
  };
}
