/** Panels: what they consist of, and what can be asked of them. */
export { Panels } from './panels.tsx';
