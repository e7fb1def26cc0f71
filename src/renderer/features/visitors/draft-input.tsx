/** One field of a registration; `data-field` names it for the walk by Enter. */
import { Input } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { Field } from '../../ui/index.ts';
import type { DraftField } from './draft.ts';

export interface DraftInputProps {
  readonly field: DraftField | 'plate' | 'phone';
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly error?: string | null | undefined;
  readonly hint?: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly before?: ReactNode;
}

export function DraftInput({ field, label, value, maxLength, error, hint, onChange, onKeyDown, before }: DraftInputProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(ids) => (
        <>
          {before}
          <Input
            {...ids}
            size="md"
            autoComplete="off"
            spellCheck={false}
            data-field={field}
            maxLength={maxLength}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            onKeyDown={onKeyDown}
          />
        </>
      )}
    </Field>
  );
}
