/** A whole post without devices, and clients at its seats, for tests of the API. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient, type Router } from '@orpc/server';
import { createPost, type Post, type PostOptions, type SeatConnection } from '../../../src/main/compose.ts';
import type { ApiContext } from '../../../src/main/services/seat.ts';
import type { Contract } from '../../../src/shared/contract/index.ts';
import type { PostConfig } from '../../../src/shared/model/config.ts';
import { defaultCardFormats, defaultVoice } from '../../../src/shared/model/site-defaults.ts';
import type { Role } from '../../../src/shared/model/users.ts';

export type Client = ContractRouterClient<Contract>;

export const bareConfig: PostConfig = {
  post: { site: 'Plant 1', name: 'North gate' },
  readers: [],
  voice: defaultVoice,
  cardFormats: defaultCardFormats,
  mqtt: null,
  broker: { host: '127.0.0.1', port: 0, users: [], tls: null },
  panels: [],
  session: { idleMinutes: 5, maxHours: 12 },
  visitors: { stayHours: 8, badges: 20 },
};

export const pins: { readonly [role in Role]: string } = { guard: '111111', operator: '222222', lead: '333333', installer: '444444' };
const users = (Object.keys(pins) as Role[]).map((role) => ({ name: role, role, pin: pins[role] }));

export interface OpenPost {
  readonly post: Post;
  readonly dataDir: string;
  /** A client at a new seat, not signed in. */
  seat(token?: string | null): { readonly client: Client; readonly seat: SeatConnection };
  /** A client at a new seat where someone of this role is signed in. */
  as(role: Role): Promise<Client>;
  close(): Promise<void>;
}

/** Users are named like their roles; their PINs are in `pins`. */
export async function openPost(options: Partial<PostOptions> = {}): Promise<OpenPost> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'guardpost-post-'));
  const made = await createPost({
    config: bareConfig,
    host: 'node',
    version: '0.0.0-test',
    demo: { users },
    scenario: null,
    hashCost: { ln: 4, r: 8, p: 1 },
    ...options,
    dataDir,
  });
  if (!made.ok) throw new Error(`${made.error.code}: ${made.error.detail}`);
  const post = made.value;
  try {
    await post.start();
  } catch (error) {
    await post.stop();
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  let seats = 0;
  const newSeat = (token: string | null = null) => {
    seats += 1;
    const seat = post.seats.connect({ seatId: `seat-${seats}`, token });
    // A post's router is the contract's; the host's wider type also covers the first-run router.
    const client = createRouterClient(post.router as Router<Contract, ApiContext>, { context: { seat } });
    return { client, seat };
  };
  return {
    post,
    dataDir,
    seat: newSeat,
    async as(role) {
      const { client } = newSeat();
      await client.session.signIn({ name: role, secret: pins[role] });
      return client;
    },
    async close() {
      await post.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
