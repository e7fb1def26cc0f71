/** Says a schema as short text, as a programmer would write the type: shapes that have a name are named, not repeated. */
import { type AnySchema, getEventIteratorSchemaDetails } from '@orpc/contract';
import * as z from 'zod';
import * as alarmSchemas from '../../src/shared/contract/alarm-schemas.ts';
import { glance, liveEvent } from '../../src/shared/contract/live.ts';
import * as panelSchemas from '../../src/shared/contract/panel-schemas.ts';
import * as schemas from '../../src/shared/contract/schemas.ts';
import { sessionState } from '../../src/shared/contract/session.ts';

type Direction = 'input' | 'output';
interface JsonSchema {
  readonly [key: string]: unknown;
}

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The shapes that are used more than once, by the names that they have in the contract's files. */
export const namedShapes: readonly (readonly [name: string, schema: z.ZodType])[] = Object.entries({
  ...schemas,
  ...alarmSchemas,
  ...panelSchemas,
  glance,
  liveEvent,
  sessionState,
})
  .flatMap(([name, value]) => (value instanceof z.ZodObject || value === liveEvent || value === schemas.json ? [[name, value] as const] : []))
  .sort(([a], [b]) => (a < b ? -1 : 1));

const registry = z.registry<{ id: string }>();
for (const [name, schema] of namedShapes) registry.add(schema, { id: name });

/** `—` for nothing; `stream of …` for what comes bit by bit. */
export function shapeText(schema: AnySchema | undefined, direction: Direction): string {
  if (schema === undefined) return '—';
  const stream = getEventIteratorSchemaDetails(schema);
  if (stream !== undefined) return `stream of ${shapeText(stream.yields, direction)}`;
  if (!(schema instanceof z.ZodType)) throw new Error('the contract has schemas of zod only');
  return textOf(jsonSchemaOf(schema, direction));
}

/** The members of a shape that has a name. */
export function namedShapeText(schema: z.ZodType): string {
  if (schema === schemas.json) return 'any JSON value';
  const json = jsonSchemaOf(schema, 'output');
  const own = typeof json.$ref === 'string' && isObject(json.$defs) ? json.$defs[json.$ref.split('/').at(-1) ?? ''] : json;
  return textOf(isObject(own) ? own : json);
}

function jsonSchemaOf(schema: z.ZodType, io: Direction): JsonSchema {
  return z.toJSONSchema(schema, { io, metadata: registry, unrepresentable: 'any' }) as JsonSchema;
}

function textOf(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '?';
  const choices = [...objectsOf(schema.anyOf), ...objectsOf(schema.oneOf)];
  if (choices.length > 0) return choices.map(textOf).join(' | ');
  const all = objectsOf(schema.allOf);
  if (all.length > 0) return [...new Set(all.map(textOf))].join(' & ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => textOf({ ...schema, type })).join(' | ');
  if (Array.isArray(schema.prefixItems)) return `[${objectsOf(schema.prefixItems).map(textOf).join(', ')}]`;
  if (schema.type === 'array') return `[${isObject(schema.items) ? textOf(schema.items) : '?'}]${range(schema.minItems, schema.maxItems)}`;
  if (schema.type === 'object') return objectText(schema);
  if (schema.type === 'string') return `text${range(schema.minLength, schema.maxLength)}`;
  if (schema.type === 'integer') return `integer${range(safe(schema.minimum), safe(schema.maximum))}`;
  return typeof schema.type === 'string' ? schema.type : 'any';
}

function objectText({ properties, required, additionalProperties }: JsonSchema): string {
  const needed = Array.isArray(required) ? required : [];
  const members = isObject(properties) ? Object.entries(properties) : [];
  if (members.length === 0 && isObject(additionalProperties)) return `{ [name]: ${textOf(additionalProperties)} }`;
  const texts = members.map(([name, value]) => `${name}${needed.includes(name) ? '' : '?'}: ${isObject(value) ? textOf(value) : 'any'}`);
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
}

/** Whole numbers have bounds that say nothing: how far a number counts exactly. */
const safe = (bound: unknown): unknown => (typeof bound === 'number' && Math.abs(bound) >= 8.64e15 ? undefined : bound);

function range(min: unknown, max: unknown): string {
  if (min === undefined && max === undefined) return '';
  return `(${min ?? ''}…${max ?? ''})`;
}
