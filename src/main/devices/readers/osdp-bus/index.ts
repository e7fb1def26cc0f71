/** OSDP readers for whoever wires the post: a bus with its readers, and an installer's tools over all buses. */
export { OsdpBus, type OsdpBusOptions, type OsdpConfig } from './bus.ts';
export { createReaderTools, type ReaderToolsOptions } from './tools.ts';
