/** A seat: one window or one browser connection to this post. Knows no transport. */

/** Which host serves a seat: a browser seat fetches its cookie with a ticket, a window keeps its session itself. */
export type HostKind = 'electron' | 'node';

export interface SeatConnection {
  /** Name of the seat in the journal. */
  readonly seatId: string;
  readonly host: HostKind;
  /** The session this seat has shown (cookie) or got by signing in; null = nobody is signed in here. */
  token: string | null;
}

/** What every procedure gets to know about its caller. */
export interface ApiContext {
  readonly seat: SeatConnection;
}
