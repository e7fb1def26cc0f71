/** The message catalogues: English is the measure, 简体中文 must have exactly its keys. Words only, no code. */
import { alarms } from './en/alarms.ts';
import { cli } from './en/cli.ts';
import { common } from './en/common.ts';
import { config } from './en/config.ts';
import { devices } from './en/devices.ts';
import { errors } from './en/errors.ts';
import { faults } from './en/faults.ts';
import { figures } from './en/figures.ts';
import { gate } from './en/gate.ts';
import { help } from './en/help.ts';
import { log } from './en/log.ts';
import { panels } from './en/panels.ts';
import { plan } from './en/plan.ts';
import { readers } from './en/readers.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { visitors } from './en/visitors.ts';
import { watch } from './en/watch.ts';
import { alarms as zhAlarms } from './zh/alarms.ts';
import { cli as zhCli } from './zh/cli.ts';
import { common as zhCommon } from './zh/common.ts';
import { config as zhConfig } from './zh/config.ts';
import { devices as zhDevices } from './zh/devices.ts';
import { errors as zhErrors } from './zh/errors.ts';
import { faults as zhFaults } from './zh/faults.ts';
import { figures as zhFigures } from './zh/figures.ts';
import { gate as zhGate } from './zh/gate.ts';
import { help as zhHelp } from './zh/help.ts';
import { log as zhLog } from './zh/log.ts';
import { panels as zhPanels } from './zh/panels.ts';
import { plan as zhPlan } from './zh/plan.ts';
import { readers as zhReaders } from './zh/readers.ts';
import { session as zhSession } from './zh/session.ts';
import { settings as zhSettings } from './zh/settings.ts';
import { visitors as zhVisitors } from './zh/visitors.ts';
import { watch as zhWatch } from './zh/watch.ts';

export const en = { common, session, watch, settings, devices, readers, help, errors, alarms, panels, figures, plan, faults, gate, visitors, log, cli, config };
export const zh = {
  common: zhCommon,
  session: zhSession,
  watch: zhWatch,
  settings: zhSettings,
  devices: zhDevices,
  readers: zhReaders,
  help: zhHelp,
  errors: zhErrors,
  alarms: zhAlarms,
  panels: zhPanels,
  figures: zhFigures,
  plan: zhPlan,
  faults: zhFaults,
  gate: zhGate,
  visitors: zhVisitors,
  log: zhLog,
  cli: zhCli,
  config: zhConfig,
};

type Leaves<T> = T extends string ? '' : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];
/** i18next picks `_one` or `_other` by `count`; callers name the stem. */
type Stem<K> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;
export type TextKey = Stem<Leaves<typeof en>>;

type Same<A extends string, B extends string> = [Exclude<A, B>, Exclude<B, A>] extends [never, never]
  ? true
  : { onlyInEnglish: Exclude<A, B>; onlyInChinese: Exclude<B, A> };
// Fails to compile, and names the keys, when the two catalogues differ.
const _sameKeys: Same<Leaves<typeof en>, Leaves<typeof zh>> = true;
void _sameKeys;

export const catalogues = { en, zh } as const;

/** Does the catalogue have this key? For keys made from words that come from outside (conditions, codes). */
export function hasText(key: string): key is TextKey {
  let node: unknown = en;
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return false;
    node = Reflect.get(node, part);
  }
  return typeof node === 'string';
}
