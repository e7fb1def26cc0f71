/** Why a serial port could not be opened or written to, from what the system said. The bindings give texts, not codes. */
import type { DeviceCause } from '../../../shared/model/devices.ts';

const patterns: readonly (readonly [RegExp, DeviceCause])[] = [
  [/cannot lock|resource busy|temporarily unavailable|\bEBUSY\b|\bEAGAIN\b/i, 'busy'],
  [/permission denied|operation not permitted|\bEACCES\b|\bEPERM\b/i, 'accessDenied'],
  [/no such file|no such device|file not found|unknown error code 2\b|\bENOENT\b|\bENODEV\b|\bENXIO\b|\bENOTDIR\b/i, 'notFound'],
];

/** `openFailed` where the text says nothing that we know. */
export function causeOfOpenFailure(message: string, platform: NodeJS.Platform = process.platform): DeviceCause {
  // Windows refuses a port that another program holds with "Access denied".
  if (platform === 'win32' && /access (is )?denied/i.test(message)) return 'busy';
  return patterns.find(([pattern]) => pattern.test(message))?.[1] ?? 'openFailed';
}

/** A hung-up port refuses every write: it is gone, whatever was sent. */
export function causeOfWriteFailure(message: string): DeviceCause {
  return /\b(EIO|ENXIO|ENODEV|EBADF)\b/.test(message) ? 'unplugged' : 'writeFailed';
}
