/**
 * The broker's files: LevelDB that can be closed while aedes still works. aedes waits, when it closes, neither for clients
 * that are signing in nor for its retained-message and queue streams, and the error of a closed database would end the
 * whole process.
 */
import { mkdirSync } from 'node:fs';
import { ClassicLevel } from 'classic-level';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

type Level = ClassicLevel<string, Uint8Array>;
type Operation = { readonly type: 'put'; readonly key: string; readonly value: Uint8Array } | { readonly type: 'del'; readonly key: string };

/** The operations that the persistence uses, with its encoding. */
export interface BrokerDatabase {
  get(key: string, options: object): Promise<Uint8Array | undefined>;
  put(key: string, value: Uint8Array, options: object): Promise<void>;
  del(key: string): Promise<void>;
  clear(range: object): Promise<void>;
  /** Without arguments it is collected with `del` and carried out by `write`. */
  batch(operations?: Operation[], options?: object): Promise<void> | { del(key: string): void; write(): Promise<void> };
  values(range: object): AsyncIterable<unknown>;
  /** Streams that are under way end as if there were no more; everything else that is asked from now on is never answered. */
  close(): Promise<void>;
}

/** Fails with the reason in words when another process holds the folder or it can't be written. */
export async function openBrokerDatabase(folder: string): Promise<Result<BrokerDatabase, string>> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const level: Level = new ClassicLevel(folder);
    await level.open();
    return ok(stoppable(level));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return fail(cause instanceof Error ? cause.message : String(cause));
  }
}

function stoppable(level: Level): BrokerDatabase {
  let closing = false;
  /** Never a made-up answer: a message that was not written must not be acknowledged. Whoever waits is gone with the broker. */
  const unlessClosing =
    <Arguments extends unknown[], Value>(operation: (...given: Arguments) => Promise<Value>) =>
    async (...given: Arguments): Promise<Value> => {
      if (closing) return never();
      try {
        return await operation(...given);
      } catch (error) {
        if (closing) return never();
        throw error;
      }
    };
  const write = unlessClosing((operations: Operation[], options: object) => level.batch(operations, options));
  return {
    get: unlessClosing((key: string, options: object) => level.get(key, options)),
    put: unlessClosing((key: string, value: Uint8Array, options: object) => level.put(key, value, options)),
    del: unlessClosing((key: string) => level.del(key)),
    clear: unlessClosing((range: object) => level.clear(range)),
    batch(operations, options) {
      if (operations !== undefined) return write(operations, options ?? {});
      const collected: Operation[] = [];
      return { del: (key) => void collected.push({ type: 'del', key }), write: () => write(collected, {}) };
    },
    async *values(range) {
      if (closing) return;
      try {
        for await (const value of level.values(range)) {
          if (closing) return;
          yield value;
        }
      } catch (error) {
        if (!closing) throw error;
      }
    },
    async close() {
      closing = true;
      await level.close();
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
