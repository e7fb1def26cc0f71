import { describe, expect, it } from 'vitest';
import { keyName, keyOfEvent, keysOfEvent } from '../../../../src/renderer/app/key-name.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the name of a key', () => {
  it.each([
    ['a letter, whatever Caps Lock says', { ...plain, key: 'A' }, 'a'],
    ['a function key', { ...plain, key: 'F10' }, 'F10'],
    ['Ctrl and a sign', { ...plain, key: ',', ctrlKey: true }, 'Ctrl+,'],
    ['the command key of a Mac as Ctrl', { ...plain, key: 'k', metaKey: true }, 'Ctrl+k'],
    ['a sign that needs Shift, without Shift', { ...plain, key: '?', shiftKey: true }, '?'],
    ['Shift with a named key', { ...plain, key: 'Tab', shiftKey: true }, 'Shift+Tab'],
    ['Shift with Ctrl', { ...plain, key: 'S', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+s'],
  ])('is that of %s', (_what, event, name) => {
    expect(keyOfEvent(event)).toBe(name);
  });

  it.each([
    ['Ctrl+K', 'Ctrl+k'],
    ['Esc', 'Escape'],
    ['A', 'a'],
    ['+', '+'],
    ['Ctrl+,', 'Ctrl+,'],
    ['F10', 'F10'],
  ])('written as %s is known as %s', (written, known) => {
    expect(keyName(written)).toBe(known);
  });

  it('with Shift may be one of its own for a letter, never for a sign, and Caps Lock is no Shift', () => {
    expect(keysOfEvent({ ...plain, key: 'S', shiftKey: true })).toEqual(['Shift+s', 's']);
    expect(keysOfEvent({ ...plain, key: 'S' })).toEqual(['s']);
    expect(keysOfEvent({ ...plain, key: '/', shiftKey: true })).toEqual(['/']);
    expect(keysOfEvent({ ...plain, key: 'S', ctrlKey: true, shiftKey: true })).toEqual(['Ctrl+Shift+s']);
    expect(keyName('Shift+S')).toBe('Shift+s');
  });
});
