/** `docs/contract.md`, made from the contract: each procedure with who may call it, what goes in and out, and its errors. */
import { type AnySchema, isContractProcedure } from '@orpc/contract';
import type { Access } from '../../src/shared/contract/base.ts';
import { errorMap } from '../../src/shared/contract/base.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { namedShapes, namedShapeText, shapeText } from './shape-text.ts';

const head = `# Contract

What a seat can ask of a post: one contract over MessagePort and WebSocket. Made from \`src/shared/contract\` by \`node tests/contract/write-document.ts\`; a test fails when it is stale, so don't edit it.

Types are short: \`text(1…40)\` is text of 1 to 40 characters, \`name?\` may be left out, \`[x]\` is a list. Shapes that are used more than once stand at the end. Times are milliseconds since 1970 UTC. The text of a message of \`live.watch\` is a JSON list of \`liveEvent\`.
`;

/** The whole document. */
export function contractDocument(): string {
  const areas = Object.entries(contract).map(([area, members]) => areaText(area, Object.entries(members)));
  return `${[head, errorsText(), ...areas, shapesText()].join('\n').trimEnd()}\n`;
}

function errorsText(): string {
  // A bar would end the cell.
  const textOf = (data: AnySchema | undefined): string => shapeText(data, 'output').replaceAll('|', '\\|');
  const rows = Object.entries(errorMap).map(([code, error]) => `| \`${code}\` | ${error.status} | ${'data' in error ? `\`${textOf(error.data)}\`` : '—'} |`);
  const intro =
    'Each procedure names the refusals that its rights bring. Any may answer the others; a bug is `INTERNAL_SERVER_ERROR` with a `reference`, bad input `BAD_REQUEST`.';
  return `## Errors\n\n${intro}\n\n| code | status | data |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function areaText(area: string, members: readonly (readonly [string, unknown])[]): string {
  const procedures = members.flatMap(([name, procedure]) => (isContractProcedure(procedure) ? [{ name, definition: procedure['~orpc'] }] : []));
  const texts = procedures.map(({ name, definition }) => {
    const access = definition.meta as Access;
    return [
      `### ${area}.${name}\n`,
      `- who: ${whoMay(access)}`,
      `- in: \`${shapeText(definition.inputSchema, 'input')}\``,
      `- out: \`${shapeText(definition.outputSchema, 'output')}\``,
      `- refusals: ${refusals(access).join(', ') || 'none'}\n`,
    ].join('\n');
  });
  return `## ${area}\n\n${texts.join('\n')}`;
}

function whoMay({ open, lockedToo, roles }: Access): string {
  if (open === true) return 'anyone, without signing in';
  return `${roles === undefined ? 'everyone who is signed in' : roles.join(', ')}${lockedToo === true ? ', also from a locked seat' : ''}`;
}

function refusals({ open, lockedToo, roles }: Access): string[] {
  if (open === true) return [];
  return ['NOT_SIGNED_IN', ...(lockedToo === true ? [] : ['LOCKED']), ...(roles === undefined ? [] : ['FORBIDDEN'])].map((code) => `\`${code}\``);
}

function shapesText(): string {
  const rows = namedShapes.map(([name, schema]) => `- **${name}** \`${namedShapeText(schema)}\``);
  return `## Shapes\n\n${rows.join('\n')}\n`;
}
