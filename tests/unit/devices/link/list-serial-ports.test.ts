import { afterEach, describe, expect, it } from 'vitest';
import { listSerialPorts } from '../../../../src/main/devices/link/list-serial-ports.ts';

const searchPath = process.env.PATH;

describe('the list of serial ports', () => {
  afterEach(() => {
    process.env.PATH = searchPath;
  });

  it('never throws, also where the system has no udevadm to ask', async () => {
    process.env.PATH = '';
    const ports = await listSerialPorts();
    expect(new Set(ports.map((port) => port.path)).size).toBe(ports.length);
    for (const port of ports) expect(port.label).not.toBe('');
  });
});
