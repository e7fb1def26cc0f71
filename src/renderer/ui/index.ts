/** Our few parts over the kit. Features take them from here. */
export { BackKey } from './back-key.tsx';
export { DetailList, DetailPane, DetailRow, RawFold, TimeRows } from './detail-pane.tsx';
export { Field, SelectField, TextField } from './field.tsx';
export { KeyButton, KeyCap } from './key-button.tsx';
export { DecisionMark, PriorityMark, SimulatedMark } from './marks.tsx';
export { ReasonPicker } from './reason-picker.tsx';
export { Panel, ScreenFrame } from './screen.tsx';
export { SecondPerson, type SecondPersonValues } from './second-person.tsx';
export { StageCard } from './stage-card.tsx';
export { EmptyState, ErrorState } from './states.tsx';
export { AgeText, TimeText } from './time.tsx';
export { ageText, clockText, dateText, dateTimeText, sameDay } from './time-words.ts';
export { toast } from './toast.ts';
export { VirtualList } from './virtual-list.tsx';
export { WhyQuestion } from './why-question.tsx';
export { whyWords } from './why-words.ts';
