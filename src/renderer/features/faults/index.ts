/** Fault reports. */
export { Faults } from './faults.tsx';
