/** The options of `guardpost start`, also read by the Electron entry from its own command line. */
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { defaultDataDir, readOptions } from './command.ts';
import type { Say } from './words.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly configFile: string | null;
  readonly host: string;
  /** null = the usual port, or a free one when that is taken. 0 = any free port. */
  readonly port: number | null;
  readonly demo: boolean;
  readonly window: boolean;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

/** So that a browser seat finds the post again. */
export const usualPort = 7420;

const table = {
  data: { type: 'string' },
  config: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean' },
  'no-window': { type: 'boolean' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
} as const;

/** The error is the sentence to show. */
export function readStartOptions(args: readonly string[], environment: NodeJS.ProcessEnv, say: Say): Result<StartOptions, string> {
  const given = readOptions(args, table, 0, say);
  if (!given.ok) return given;
  const { text, flag } = given.value;
  const portText = text('port');
  const port = portText === undefined ? null : Number(portText);
  if (portText !== undefined && !(/^\d{1,5}$/.test(portText) && Number(portText) <= 65_535)) {
    return fail(say('cli.badOption', { name: '--port', allowed: '0-65535' }));
  }
  const configFile = text('config');
  const [certFile, keyFile] = [text('tls-cert'), text('tls-key')];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    return fail(say('cli.missingOption', { name: certFile === undefined ? '--tls-cert' : '--tls-key' }));
  }
  return ok({
    dataDir: resolve(text('data') ?? defaultDataDir(environment)),
    configFile: configFile === undefined ? null : resolve(configFile),
    host: text('host') ?? '127.0.0.1',
    port,
    demo: flag('demo'),
    window: !flag('no-window'),
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
  });
}
