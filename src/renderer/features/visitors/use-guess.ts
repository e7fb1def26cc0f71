/** Asks the post what the text in the box is. An answer to another text than the one in the box is never offered. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiQuery } from '../../app/api.ts';
import { type Candidate, candidatesOf, type GuessAnswer } from './candidates.ts';

const typingPauseMs = 120;

export interface Guess {
  /** null until the post has answered for exactly this text. */
  readonly found: { readonly text: string; readonly answer: GuessAnswer; readonly candidates: readonly Candidate[] } | null;
  readonly failure: unknown;
  retry(): void;
}

export function useGuess(text: string): Guess {
  const trimmed = text.trim();
  const [asked] = useDebouncedValue(trimmed, typingPauseMs);
  const query = useQuery(apiQuery.visitors.guess.queryOptions({ input: { text: asked }, enabled: asked !== '', staleTime: 0, gcTime: 0 }));
  const { data: answer } = query;
  const found = useMemo(
    () => (asked !== trimmed || asked === '' || answer === undefined ? null : { text: asked, answer, candidates: candidatesOf(asked, answer) }),
    [asked, trimmed, answer],
  );
  return { found, failure: asked === trimmed ? query.error : null, retry: () => void query.refetch() };
}
