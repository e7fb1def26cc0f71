/** The installer's tools on readers that answer. */
export { ReaderTools } from './reader-tools.tsx';
