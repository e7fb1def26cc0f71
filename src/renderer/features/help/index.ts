/** F1: keys and the post card. */
export { Help } from './help.tsx';
