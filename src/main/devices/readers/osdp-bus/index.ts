/** OSDP readers for whoever wires the post: a bus with its readers, and an installer's tools over all buses. */
export { OsdpBus, type OsdpConfig } from './bus.ts';
export { createReaderTools } from './tools.ts';
