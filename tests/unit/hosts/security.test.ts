import { describe, expect, it } from 'vitest';
import { fileOf } from '../../../src/main/hosts/electron/app-files.ts';
import { isOwnPage } from '../../../src/main/hosts/electron/lock-down.ts';
import { createBucket } from '../../../src/main/hosts/node/rate-limit.ts';
import { giveSeatName, seatIdOf } from '../../../src/main/hosts/node/seat-cookie.ts';
import { allowedHostNames, isLoopback, isOwnHost, isOwnOrigin } from '../../../src/main/hosts/node/security.ts';
import { cookieName, readCookie, setCookie } from '../../../src/main/hosts/node/session-cookie.ts';
import { securityHeaders } from '../../../src/main/hosts/security-headers.ts';

describe('who may talk to a post on this machine', () => {
  const names = allowedHostNames('127.0.0.1');

  it.each(['127.0.0.1:7420', 'localhost:7420', 'LOCALHOST', '[::1]:7420'])('a browser that calls us %s', (host) => {
    expect(isOwnHost(host, names)).toBe(true);
  });

  it.each([undefined, '', 'evil.example', 'evil.example:7420', '127.0.0.1.evil.example', '127.0.0.1:7420@evil.example', '127.0.0.1:x', '192.168.1.4:7420'])(
    'not a page that rebinds its own name: %s',
    (host) => {
      expect(isOwnHost(host, names)).toBe(false);
    },
  );

  it.each([
    ['http://127.0.0.1:7420', '127.0.0.1:7420', true],
    [undefined, '127.0.0.1:7420', true],
    ['http://127.0.0.1:9999', '127.0.0.1:7420', false],
    ['https://127.0.0.1:7420', '127.0.0.1:7420', false],
    ['http://evil.example', '127.0.0.1:7420', false],
    ['null', '127.0.0.1:7420', false],
  ])('origin %s for host %s: %s', (origin, host, allowed) => {
    expect(isOwnOrigin(origin, host, false)).toBe(allowed);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.0.1', false],
    ['127.evil.example', false],
  ])('%s is on this machine only: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});

describe('the session cookie', () => {
  it('can not be read by scripts nor sent by other sites', () => {
    expect(setCookie('guardpost-1', 'abc', false)).toBe('guardpost-1=abc; Path=/; HttpOnly; SameSite=Strict');
    expect(setCookie(cookieName(1, true), 'abc', true)).toMatch(/^__Host-.*; Secure$/);
  });

  it('is found among others, and refused when it is not of our making', () => {
    expect(readCookie('a=1; guardpost-1=tok_en-9; b=2', 'guardpost-1')).toBe('tok_en-9');
    expect(readCookie('guardpost-10=x', 'guardpost-1')).toBeNull();
    expect(readCookie('guardpost-1=a b', 'guardpost-1')).toBeNull();
    expect(readCookie('guardpost-1=', 'guardpost-1')).toBeNull();
    expect(readCookie(undefined, 'guardpost-1')).toBeNull();
  });
});

describe('the content security policy', () => {
  it('allows nothing inline and nothing from elsewhere', () => {
    const policy = securityHeaders['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
  });
});

describe('the files of the window', () => {
  it.each([
    '/../main/index.js',
    '/%2e%2e/main/index.js',
    '/..%2fmain%2findex.js',
    '/assets/../../main/index.js',
    '/a\\..\\b.js',
    '/%00.js',
    '/%',
    '/index',
    '/keys/x.key',
  ])('do not include %s', (path) => {
    expect(fileOf('/app/out/renderer', path)).toBeNull();
  });

  it('include the page and its assets', () => {
    expect(fileOf('/app/out/renderer', '/')).toBe('/app/out/renderer/index.html');
    expect(fileOf('/app/out/renderer', '/assets/a-1.js')).toBe('/app/out/renderer/assets/a-1.js');
  });

  it.each([
    ['app://guardpost/', true],
    ['app://guardpost/index.html#/alarms', true],
    ['app://guardpost.evil/', false],
    ['https://guardpost/', false],
    ['file:///etc/passwd', false],
    ['about:blank', false],
  ])('%s is our own page: %s', (url, own) => {
    expect(isOwnPage(url)).toBe(own);
  });
});

describe('the rate limit of a connection', () => {
  it('lets a burst through, then as many as come back with time', () => {
    const bucket = createBucket(10, 3);
    expect([0, 0, 0, 0].map((nowMs) => bucket.take(nowMs))).toEqual([true, true, true, false]);
    expect(bucket.take(50)).toBe(false);
    expect(bucket.take(150)).toBe(true);
  });
});

describe('the name of a browser’s seat', () => {
  const given = giveSeatName(undefined, 4300, false) ?? '';
  const [pair = ''] = given.split(';');

  it('is given once with the page, and scripts can not read it', () => {
    expect(given).toMatch(/^guardpost-seat-4300=[0-9a-f]{8}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(giveSeatName(`other=1; ${pair}`, 4300, false)).toBeNull();
    expect(giveSeatName(undefined, 4300, true)).toMatch(/; Secure$/);
  });

  it('is the same at each connection of that browser', () => {
    expect(seatIdOf(pair, 4300)).toBe(`browser-${pair.split('=')[1]}`);
  });

  it.each([undefined, 'guardpost-seat-4300=../../x', 'guardpost-seat-4300=0011', 'guardpost-seat-9=00112233'])('is a new one for %s', (cookies) => {
    expect(seatIdOf(cookies, 4300)).toMatch(/^browser-[0-9a-f]{8}$/);
    expect(seatIdOf(cookies, 4300)).not.toBe('browser-00112233');
  });
});
