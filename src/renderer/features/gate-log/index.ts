/** The gate: last holder large, the live list, and the whole gate log. */
export { GateList } from './gate-list.tsx';
export { GateLog } from './gate-log.tsx';
export { HolderCard } from './holder-card.tsx';
