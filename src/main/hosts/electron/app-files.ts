/** The page's files over the application's own scheme: only from the built folder, with the same headers as over HTTP. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { securityHeaders } from '../security-headers.ts';

export const appScheme = 'app';
/** The only origin that the window may show. */
export const appOrigin = `${appScheme}://guardpost`;

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};

/** The file that a path of the page means; null when it would leave the folder or is of a kind that we don't have. */
export function fileOf(pageDir: string, pathname: string): string | null {
  const path = decode(pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(pageDir, path === '/' ? 'index.html' : path));
  return file.startsWith(pageDir + sep) && types[extname(file)] !== undefined ? file : null;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // Broken percent encoding names no file.
    return null;
  }
}

/** Answers one request of the page; anything that is not a file of ours is 404. */
export async function answerAppRequest(pageDir: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const file = url.origin === 'null' || `${url.protocol}//${url.host}` === appOrigin ? fileOf(pageDir, url.pathname) : null;
  if (file === null || request.method !== 'GET') return new Response('not found', { status: 404, headers: securityHeaders });
  try {
    const body = await readFile(file);
    return new Response(body, { headers: { ...securityHeaders, 'content-type': types[extname(file)] ?? 'application/octet-stream' } });
  } catch {
    return new Response('not found', { status: 404, headers: securityHeaders });
  }
}
