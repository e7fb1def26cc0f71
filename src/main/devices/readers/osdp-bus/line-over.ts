/** A link and the system's timer as the OSDP part wants them. */
import type { Link } from '../../link/link.ts';
import type { ByteLine, Timer } from '../osdp/control-panel/words.ts';

export const realTimer: Timer = {
  after(afterMs, call) {
    const timer = setTimeout(call, afterMs);
    return () => clearTimeout(timer);
  },
};

/** The link must be up. */
export function lineOver(link: Link): ByteLine {
  const { drained, setBaudRate } = link;
  return {
    write: (bytes) => link.write(bytes),
    ...(drained === undefined ? {} : { drained: () => drained.call(link) }),
    ...(setBaudRate === undefined ? {} : { setBaudRate: (baudRate: number) => setBaudRate.call(link, baudRate) }),
  };
}
