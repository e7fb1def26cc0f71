/** Cuts a stream of bytes into MQTT packets (MQTT 3.1.1, 2.2). */

/** Answers, for each chunk of the stream, the packets that are complete with it. */
export function packetSplitter(): (chunk: Buffer) => readonly Buffer[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const packets: Buffer[] = [];
    for (;;) {
      const size = packetSize(rest);
      if (size === null || size > rest.length) return packets;
      packets.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  };
}

/** 3 PUBLISH, 4 PUBACK, … */
export const packetType = (packet: Buffer): number => (packet[0] ?? 0) >> 4;
export const publish = 3;
export const puback = 4;
/** Of a PUBLISH. */
export const qosOf = (packet: Buffer): number => ((packet[0] ?? 0) >> 1) & 3;

/** The same PUBLISH with the DUP flag (3.3.1.1). */
export function asDuplicate(packet: Buffer): Buffer {
  const copy = Buffer.from(packet);
  copy[0] = (copy[0] ?? 0) | 8;
  return copy;
}

function packetSize(bytes: Buffer): number | null {
  let remaining = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return null;
    remaining += (byte & 0x7f) * 128 ** (index - 1);
    if (byte < 0x80) return 1 + index + remaining;
  }
  return null;
}
