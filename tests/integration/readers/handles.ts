/** What a link may leave behind: open files, timers and calls of the process, and its own objects after garbage collection. */
import { readdirSync } from 'node:fs';
import { queryObjects } from 'node:v8';
import { SerialPort } from 'serialport';
import { PortWriter } from '../../../src/main/devices/link/port-writer.ts';
import { SerialSession } from '../../../src/main/devices/link/serial-session.ts';
import { createCable } from './pty.ts';

export interface Handles {
  readonly openFiles: number;
  readonly timersAndCalls: number;
  readonly sessions: number;
  readonly writers: number;
  readonly ports: number;
}

/** Collects garbage and counts what of a class is left. */
const alive = (ofClass: Parameters<typeof queryObjects>[0]): number => Number(queryObjects(ofClass, { format: 'count' }));

/** Answers a counter. It needs the class of the system's ports, which only an open port shows. */
export async function handleCounter(): Promise<() => Handles> {
  const cable = await createCable();
  await cable.plug();
  const port = await SerialPort.binding.open({ path: cable.path, baudRate: 9600 });
  const portClass = port.constructor;
  await port.close();
  await cable.dispose();
  return () => ({
    openFiles: readdirSync('/proc/self/fd').length,
    timersAndCalls: process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|FSReq|Pipe|Process/.test(kind)).length,
    sessions: alive(SerialSession),
    writers: alive(PortWriter),
    ports: alive(portClass),
  });
}
