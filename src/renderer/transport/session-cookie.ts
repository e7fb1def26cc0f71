/**
 * A browser seat keeps its session over a reload by a cookie that scripts can't read: after signing in,
 * the one-time ticket is changed for it; after signing out it is taken away.
 */

const ticketCalls = new Set(['session.signIn', 'session.createFirstLead']);

/** Looks at the answer of a session call and keeps or drops the cookie. A failure only costs the session after a reload. */
export async function keepSession(path: readonly string[], answer: unknown): Promise<void> {
  const name = path.join('.');
  if (name === 'session.signOut') return send('DELETE', null);
  if (!ticketCalls.has(name)) return;
  const ticket = ticketOf(answer);
  if (ticket !== null) await send('POST', ticket);
}

function ticketOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('ticket' in answer)) return null;
  return typeof answer.ticket === 'string' ? answer.ticket : null;
}

async function send(method: 'POST' | 'DELETE', ticket: string | null): Promise<void> {
  const body = ticket === null ? {} : { body: JSON.stringify({ ticket }), headers: { 'content-type': 'application/json' } };
  await fetch('/session', { method, credentials: 'same-origin', ...body }).catch(() => undefined);
}
