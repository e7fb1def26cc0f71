/** The session cookie of a browser seat: scripts can't read it, other sites can't send it. */

/** Cookies are not kept apart by port, so the port is in the name: two posts on one machine don't sign each other out. */
export const cookieName = (port: number, secure: boolean): string => (secure ? `__Host-guardpost-${port}` : `guardpost-${port}`);

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

export const setCookie = (name: string, token: string, secure: boolean): string => `${name}=${encodeURIComponent(token)}; ${attributes(secure)}`;
export const clearCookie = (name: string, secure: boolean): string => `${name}=; Max-Age=0; ${attributes(secure)}`;

/** The value of a cookie in a Cookie header; null when it is not there or broken. */
export function readCookie(header: string | undefined, name: string): string | null {
  const pair = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1) ?? '';
  // Tokens are made by us of these characters alone.
  return /^[A-Za-z0-9_-]{1,200}$/.test(value) ? value : null;
}
