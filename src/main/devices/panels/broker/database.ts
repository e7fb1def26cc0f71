/**
 * The broker's files: LevelDB that can be closed while aedes still reads. aedes does not wait for its retained-message
 * and queue streams when it closes, and a read from a closed database would end the whole process.
 */
import { mkdirSync } from 'node:fs';
import { ClassicLevel } from 'classic-level';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

type Level = ClassicLevel<string, string>;

/** The operations that the persistence uses. */
export interface BrokerDatabase {
  readonly get: Level['get'];
  readonly put: Level['put'];
  readonly del: Level['del'];
  readonly clear: Level['clear'];
  readonly batch: Level['batch'];
  values(range: object): AsyncIterable<unknown>;
  /** Reads that are under way end as if there were no more. */
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
  return {
    get: level.get.bind(level),
    put: level.put.bind(level),
    del: level.del.bind(level),
    clear: level.clear.bind(level),
    batch: level.batch.bind(level),
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
