import { describe, expect, it } from 'vitest';
import { stepMarks } from '../../../../../src/renderer/features/reader-tools/key-steps.ts';

const marks = (...given: Parameters<typeof stepMarks>) => stepMarks(...given).map(({ mark }) => mark);

describe('the steps to a key', () => {
  it('are all to come before anybody began', () => {
    expect(marks(null, null)).toEqual(['open', 'open', 'open', 'open', 'open']);
  });

  it('begin with the window', () => {
    expect(marks(null, 'running')).toEqual(['now', 'open', 'open', 'open', 'open']);
    expect(marks('windowOpen', 'running')).toEqual(['done', 'now', 'open', 'open', 'open']);
  });

  it('show where it failed', () => {
    expect(marks('keyStored', 'failed')).toEqual(['done', 'done', 'done', 'failed', 'open']);
  });

  it('are all done at the end, also where a reader needed fewer', () => {
    expect(marks('keySent', 'done')).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(marks('done', 'running')).toEqual(['done', 'done', 'done', 'done', 'done']);
  });
});
