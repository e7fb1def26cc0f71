/** The settings procedures' view of the configuration file. */
import type { PostConfig } from '../../shared/model/config.ts';
import type { Json } from '../../shared/model/journal.ts';
import type { SettingsPort } from '../compose.ts';
import { loadConfig, redactConfigText, saveConfig } from '../config/index.ts';

/** Reads anew on every call: the file may be edited by hand meanwhile. */
export function settingsFile(file: string, running: PostConfig): SettingsPort {
  return {
    async get() {
      const loaded = loadConfig(file);
      const config = loaded.ok ? loaded.value.config : running;
      return {
        file,
        yaml: loaded.ok ? redactConfigText(loaded.value.text) : '',
        site: config.post.site,
        name: config.post.name,
        config: withoutPasswords(config),
      };
    },
    async save(changes) {
      const saved = saveConfig(file, changes);
      return saved.ok ? [] : saved.error;
    },
    async check() {
      const loaded = loadConfig(file);
      return loaded.ok ? [] : loaded.error;
    },
  };
}

/** For the form: plain data without secrets. */
function withoutPasswords(config: PostConfig): Json {
  const parsed: unknown = JSON.parse(JSON.stringify(config, (key, value: unknown) => (key === 'password' ? null : value)));
  if (!isJson(parsed)) throw new Error('a configuration is plain data');
  return parsed;
}

function isJson(value: unknown): value is Json {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value ?? {}).every(isJson);
}

/** A configuration that lives in memory (the demo): can be looked at, not changed. */
export function settingsInMemory(config: PostConfig): SettingsPort {
  return {
    get: async () => ({ file: '', yaml: '', site: config.post.site, name: config.post.name, config: withoutPasswords(config) }),
    save: async () => [{ line: null, key: '', code: 'notWritten', allowed: null, message: 'the demo has no configuration file' }],
    check: async () => [],
  };
}
