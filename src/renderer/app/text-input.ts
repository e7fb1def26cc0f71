/** What counts as typing, and how to put a field back to what it was before a scanner wrote into it. */

export interface FieldMemory {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

const typedKinds = new Set(['text', 'search', 'password', 'tel', 'url', 'email', 'number', 'date', 'time', 'datetime-local']);

/** Text fields, and selects: letters choose there. */
export function isTextInput(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return typedKinds.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

export function readField(target: EventTarget | null): FieldMemory | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return { element: target, value: target.value };
  return null;
}

/** Through the prototype's setter, so that React hears of the change. */
export function restoreField(memory: FieldMemory): void {
  const prototype = memory.element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(memory.element, memory.value);
  memory.element.dispatchEvent(new Event('input', { bubbles: true }));
}
