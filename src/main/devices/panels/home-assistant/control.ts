/**
 * How an announced alarm panel takes commands: where to, in which words, and with or without a code. Pure.
 * Must not grow into a template language: a template of another form than `{{ action }}` and `{{ code }}` is no command.
 */
import * as z from 'zod';
import type { ArmMode } from '../../../../shared/model/panels.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const payload = (standard: string) => text.nullish().transform((word) => word ?? standard);

/** The keys of an announcement that concern commands. What is wrong here costs the commands, never the alarms. */
export const controlShape = {
  command_topic: z
    .string()
    .min(1)
    .max(65_535)
    .regex(/^[^+#\0]+$/)
    .nullish()
    .catch(null),
  command_template: z.string().max(4000).nullish().catch(''),
  code_arm_required: z.boolean().nullish().catch(true),
  code_disarm_required: z.boolean().nullish().catch(true),
  supported_features: z.array(z.string()).nullish().catch(null),
  payload_disarm: payload('DISARM').catch('DISARM'),
  payload_arm_away: payload('ARM_AWAY').catch('ARM_AWAY'),
  payload_arm_home: payload('ARM_HOME').catch('ARM_HOME'),
  payload_arm_night: payload('ARM_NIGHT').catch('ARM_NIGHT'),
  payload_arm_vacation: payload('ARM_VACATION').catch('ARM_VACATION'),
};
const shape = z.object(controlShape);

export interface Control {
  readonly topic: string;
  /** null = the word alone is the payload. */
  readonly template: string | null;
  readonly codeForArm: CodeUse;
  readonly codeForDisarm: CodeUse;
  readonly disarm: string;
  /** Modes that it does not have are left out. */
  readonly arm: ReadonlyMap<ArmMode, string>;
}
/** A code is of use only where a template carries it. */
export type CodeUse = 'needed' | 'optional' | 'none';

const placeholder = /\{\{-?\s*(action|code)\s*-?\}\}/g;

export function controlOf(config: z.output<typeof shape>): Control | null {
  if (!config.command_topic) return null;
  const template = config.command_template ?? null;
  if (template !== null && !isSimple(template)) return null;
  const carriesCode = template !== null && [...template.matchAll(placeholder)].some(([, name]) => name === 'code');
  const codeUse = (required: boolean | null | undefined): CodeUse => (carriesCode ? (required === false ? 'optional' : 'needed') : 'none');
  const modes: readonly (readonly [ArmMode, string])[] = [
    ['away', config.payload_arm_away],
    ['home', config.payload_arm_home],
    ['night', config.payload_arm_night],
    ['vacation', config.payload_arm_vacation],
  ];
  const features = config.supported_features ?? null;
  return {
    topic: config.command_topic,
    template,
    codeForArm: codeUse(config.code_arm_required),
    codeForDisarm: codeUse(config.code_disarm_required),
    disarm: config.payload_disarm,
    arm: new Map(modes.filter(([mode]) => features === null || features.includes(`arm_${mode}`))),
  };
}

/** Does it name the action, and nothing that we can't fill in? */
function isSimple(template: string): boolean {
  const rest = template.replaceAll(placeholder, '');
  return !/\{\{|\{%|\{#/.test(rest) && [...template.matchAll(placeholder)].some(([, name]) => name === 'action');
}

/** The payload of a command. In a template that is JSON, the texts are escaped as its strings are. */
export function commandPayload({ template }: Control, action: string, code: string | null): string {
  if (template === null) return action;
  const isJson = template.trimStart().startsWith('{"') || /^\s*\{\s*"/.test(template);
  const escaped = (value: string): string => (isJson ? JSON.stringify(value).slice(1, -1) : value);
  return template.replaceAll(placeholder, (_whole, name: string) => escaped(name === 'action' ? action : (code ?? '')));
}
