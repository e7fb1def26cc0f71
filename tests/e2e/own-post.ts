/** A post of one's own for a test: a data folder with a configuration, one lead, cards from a file, and the process that runs it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardpost, type PostProcess, startPost } from '../fixtures/post-process.ts';

export const lead = { name: 'Lea', pin: '135790' } as const;
const cardHeader = 'format,facility,number,holder,department,validFrom,validUntil,status';

export interface OwnPost {
  readonly post: PostProcess;
  readonly data: string;
  /** Ends the post, hands over its exit code, and removes the folder. */
  stop(): Promise<number | null>;
}

async function run(...args: string[]): Promise<void> {
  const { code, stderr } = await guardpost(args);
  if (code !== 0) throw new Error(`guardpost ${args.join(' ')} ended with ${code}: ${stderr}`);
}

/** `yaml` is the whole configuration; `cards` are lines of the import file. */
export async function startOwnPost(options: { readonly yaml: string; readonly cards?: readonly string[]; readonly data?: string }): Promise<OwnPost> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-own-'));
  const data = options.data ?? join(folder, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'guardpost.yaml'), options.yaml);
  await run('user', 'add', '--data', data, '--name', lead.name, '--role', 'lead', '--pin', lead.pin);
  const file = join(folder, 'cards.csv');
  writeFileSync(file, [cardHeader, ...(options.cards ?? []), ''].join('\n'));
  if (options.cards !== undefined) await run('cards', 'import', '--data', data, file);
  const post = await startPost(['--data', data]);
  return {
    post,
    data,
    stop: async () => {
      const code = await post.stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
