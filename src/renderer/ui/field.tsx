/** Parts of a form: label above, error beside the field, in words. */
import { Input } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { type HTMLInputTypeAttribute, type KeyboardEvent, type ReactNode, useId } from 'react';
import classes from './field.module.css';

/** Label, control and error. `children` gets the ids to wire up. */
export function Field(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string | undefined; readonly 'aria-invalid': boolean }) => ReactNode;
}) {
  const id = useId();
  const hasError = props.error !== null && props.error !== undefined && props.error !== '';
  const note = hasError ? props.error : props.hint;
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {props.label}
      </label>
      <div className={classes.line}>
        <div className={classes.control}>
          {props.children({ id, 'aria-describedby': note === undefined ? undefined : `${id}-note`, 'aria-invalid': hasError })}
        </div>
        {note === undefined ? null : (
          <p id={`${id}-note`} className={classes.note} data-error={hasError} role={hasError ? 'alert' : undefined}>
            {note}
          </p>
        )}
      </div>
    </div>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly type?: HTMLInputTypeAttribute;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly inputMode?: 'text' | 'numeric';
  readonly placeholder?: string;
  readonly focusTarget?: 'box' | 'note';
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

export function TextField({ label, value, onChange, hint, error, focusTarget, type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Input
          {...ids}
          {...rest}
          type={type}
          size="md"
          value={value}
          data-focus-target={focusTarget}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A short fixed list. Native, so that it works with every reader and needs no pop-up of ours. */
export function SelectField<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly hint?: string;
  readonly error?: string | null;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(ids) => (
        <Input
          {...ids}
          component="select"
          rightSection={<ChevronDown size={20} aria-hidden="true" />}
          rightSectionPointerEvents="none"
          size="md"
          value={props.value}
          onChange={(event) => {
            const picked = props.options.find((option) => option.value === event.currentTarget.value);
            if (picked !== undefined) props.onChange(picked.value);
          }}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Input>
      )}
    </Field>
  );
}
