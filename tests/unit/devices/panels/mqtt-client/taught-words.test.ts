import { expect, test } from 'vitest';
import { TaughtWords } from '../../../../../src/main/devices/panels/mqtt-client/taught-words.ts';
import type { TaughtWord } from '../../../../../src/shared/model/panels.ts';

const meaning = (condition: string) => ({ condition, category: 'other', priority: 3, latched: false }) as const;
const taught = (panelId: string, word: string, condition: string, atUtcMs = 0): TaughtWord => ({
  panelId,
  word,
  meaning: meaning(condition),
  by: 'Lin',
  atUtcMs,
});

test('a word is looked up as it was received first, the panel’s own before those of all, and then without regard to case', () => {
  const words = new TaughtWords();
  const book = words.bookOf('yard');
  expect(book.meaning('Ajar')).toBeNull();
  words.teach([taught('*', 'ajar', 'all'), taught('yard', 'AJAR', 'own'), taught('store', 'Ajar', 'foreign'), taught('*', 'BA', 'burglary')]);
  expect(['AJAR', 'ajar', 'Ajar', 'ba', 'unknown'].map((word) => book.meaning(word))).toEqual([
    meaning('own'),
    meaning('all'),
    meaning('own'),
    meaning('burglary'),
    null,
  ]);
});

test('what is taught replaces what was taught before, and of two meanings of one word the newest holds', () => {
  const words = new TaughtWords();
  const book = words.bookOf('yard');
  words.teach([taught('yard', 'x', 'newer', 2), taught('yard', 'x', 'older', 1)]);
  expect(book.meaning('x')).toEqual(meaning('newer'));
  words.teach([]);
  expect(book.meaning('x')).toBeNull();
});
