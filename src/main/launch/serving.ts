/** What a host serves at this moment: a post, or the first-run screen. Transports know only this. */
import type { ApiContext, Post, PostHealth, PostRouter, SeatConnection } from '../compose.ts';

export interface Serving {
  readonly router: PostRouter;
  connect(seat: { readonly seatId: string; readonly token?: string | null }): SeatConnection;
  disconnect(seat: SeatConnection): void;
  redeemTicket(ticket: string): string | null;
  health(): Omit<PostHealth, 'status'> & { readonly status: PostHealth['status'] | 'setup' };
}

export const servePost = (post: Post): Serving => ({
  router: post.router,
  connect: (seat) => post.seats.connect(seat),
  disconnect: (seat) => post.seats.disconnect(seat),
  redeemTicket: (ticket) => post.seats.redeemTicket(ticket),
  health: () => post.health(),
});

/** The first-run screen: nobody signs in here. */
export const serveSetup = (router: PostRouter, host: ApiContext['seat']['host']): Serving => ({
  router,
  connect: ({ seatId }) => ({ seatId, host, token: null }),
  disconnect: () => undefined,
  redeemTicket: () => null,
  health: () => ({ status: 'setup', devices: [] }),
});
