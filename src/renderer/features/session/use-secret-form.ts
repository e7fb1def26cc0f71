/** A form with one secret: runs one call at a time, empties the secret and says in words what went wrong. */
import { useState } from 'react';

export interface SecretForm {
  readonly secret: string;
  readonly setSecret: (secret: string) => void;
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
  readonly working: boolean;
  readonly run: (call: () => Promise<void>, words: (error: unknown) => string) => void;
}

export function useSecretForm(): SecretForm {
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const run = (call: () => Promise<void>, words: (error: unknown) => string) => {
    if (working) return;
    setWorking(true);
    setProblem(null);
    call()
      .catch((error: unknown) => setProblem(words(error)))
      .finally(() => {
        setSecret('');
        setWorking(false);
      });
  };
  return { secret, setSecret, problem, setProblem, working, run };
}
