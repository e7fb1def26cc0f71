/** OSDP 2.2 (IEC 60839-11-5): what this folder offers. It depends on nothing but `node:crypto`, and on a byte line that is handed in. */

export { decodeCommand, encodeCommand, tryEncodeCommand } from './commands.ts';
export { createControlPanel } from './control-panel/control-panel.ts';
export type {
  ByteLine,
  ControlPanel,
  ControlPanelOptions,
  InstallOptions,
  InstallProblem,
  InstallStage,
  KeySet,
  LossCause,
  PanelEvent,
  PanelReader,
  ReaderStatus,
  RequestProblem,
  SeenFrame,
  Timer,
} from './control-panel/words.ts';
export { type Deframed, Deframer } from './deframer.ts';
export { type DiscoveredReader, type DiscoveryOptions, discover } from './discovery.ts';
export { type FileTransferOptions, type FileTransferProblem, receiveBufferBytes, transferFile } from './file-transfer.ts';
export { type CheckKind, decodeFrame, encodeFrame, type Frame, type FrameParts, type FrameProblem, maxFrameBytes, type SecurityBlock } from './frame.ts';
export * from './messages.ts';
export { decodeReply, encodeReply } from './replies.ts';
export { fail, ok, type Result } from './result.ts';
