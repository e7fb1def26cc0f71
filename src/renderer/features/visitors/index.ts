/** Visitors: the box that takes anything, who is inside, and the register with the ban list. */
export { DocumentBar } from './document-bar.tsx';
export { InsideList } from './inside-list.tsx';
export { VisitorBox } from './visitor-box.tsx';
export { Visitors } from './visitors.tsx';
