/** What is kept of a frame for the devices screen: its name and fields, with keys, PINs and card bits masked. Pure. */
import type { SeenFrame } from '../osdp/control-panel/words.ts';
import { describeFrame } from '../osdp/trace/describe.ts';

const routine = new Set([0x40, 0x60, 0x79]);
const maxText = 200;

/** Polls, empty answers and "busy" fill the wire and say nothing. */
export function isRoutine({ good, message }: SeenFrame): boolean {
  return good && message !== null && message.data.length === 0 && routine.has(message.code);
}

/** `RAW reader=0 format=1 bitCount=26 bits=··`. */
export function trafficText({ frame, message }: SeenFrame): string {
  const { name, fields } = describeFrame(frame, message);
  const text = [name, ...fields.map((field) => `${field.name}=${field.value}`)].join(' ');
  return text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
}
