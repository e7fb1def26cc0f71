/**
 * Looks after an open port besides listening to its driver, because a pulled adapter can stay silent for ever
 * (reliability 0.7): is the same device still behind the path, and does the system still know the port?
 */
import { identifyDevice } from './device-path.ts';
import { calledOff, inTime, late } from './in-time.ts';
import { pause } from './pause.ts';
import type { PortEnd, SerialSession } from './serial-session.ts';

/** How often: with the limit below it bounds the time to notice a loss to 1.4 s. */
const lookEveryMs = 400;
const answerLimitMs = 1000;

/** Resolves with what was lost, or null once `over` aborts. */
export async function untilLost(path: string, session: SerialSession, over: AbortSignal): Promise<PortEnd | null> {
  for (;;) {
    await pause(lookEveryMs, over);
    if (over.aborted) return null;
    const lost = await inTime(look(path, session), answerLimitMs, over);
    if (lost === calledOff) return null;
    if (lost === late) return { cause: 'lineSilent', detail: `the system gave no answer about the port for ${answerLimitMs} ms` };
    if (lost !== null) return lost;
  }
}

async function look(path: string, session: SerialSession): Promise<PortEnd | null> {
  const [now, trouble] = await Promise.all([identifyDevice(path), session.probe()]);
  if (!now.ok) return { cause: 'unplugged', detail: now.error };
  if (session.identity !== null && now.value !== session.identity) return { cause: 'unplugged', detail: 'another device is at the path' };
  return trouble === null ? null : { cause: 'unplugged', detail: trouble };
}
