/** The local control socket of a post: server for the post, address and shapes for the command. */

export { findControlAddress } from './address.ts';
export { LineSplitter } from './line-splitter.ts';
export { type ControlServer, startControlServer } from './server.ts';
export {
  type ControlCallName,
  type ControlCalls,
  type ControlCallTypes,
  type ControlProblem,
  controlAnswer,
  controlShapes,
  maxFileBytes,
  maxLineBytes,
  parseLine,
  secretProblems,
} from './words.ts';
