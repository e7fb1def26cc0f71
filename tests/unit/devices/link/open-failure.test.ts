import { describe, expect, it } from 'vitest';
import { causeOfOpenFailure, causeOfWriteFailure } from '../../../../src/main/devices/link/open-failure.ts';

describe('the cause of a failed opening', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'linux', 'notFound'],
    ["ENOENT: no such file or directory, stat '/dev/ttyUSB0'", 'linux', 'notFound'],
    ['Opening COM7: File not found', 'win32', 'notFound'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'linux', 'accessDenied'],
    ["EACCES: permission denied, stat '/dev/x'", 'linux', 'accessDenied'],
    ['Error Resource temporarily unavailable Cannot lock port', 'linux', 'busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'linux', 'busy'],
    ['Opening COM3: Access denied', 'win32', 'busy'],
    ['Error: Inappropriate ioctl for device, cannot open /etc/hosts', 'linux', 'openFailed'],
  ] as const)('%s on %s is %s', (message, platform, cause) => {
    expect(causeOfOpenFailure(message, platform)).toBe(cause);
  });
});

describe('the cause of a failed write', () => {
  it.each([
    ['EIO: i/o error, write', 'unplugged'],
    ['ENXIO: no such device or address, write', 'unplugged'],
    ['the port took none of 15 bytes', 'writeFailed'],
    ['Writing to COM port (GetOverlappedResult): Unknown error code 22', 'writeFailed'],
  ] as const)('%s is %s', (message, cause) => {
    expect(causeOfWriteFailure(message)).toBe(cause);
  });
});
