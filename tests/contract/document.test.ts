import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractDocument } from './document.ts';

describe('docs/contract.md', () => {
  it('is what the contract says now (else run: node tests/contract/write-document.ts)', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../docs/contract.md'), 'utf8')).toBe(contractDocument());
  });

  it('names who may, what goes in and out, and the errors, and leaves no type unsaid', () => {
    const text = contractDocument();
    const unmask = text.slice(text.indexOf('### visitors.unmask'), text.indexOf('### visitors.bans'));
    expect(unmask).toContain('- who: lead\n');
    expect(unmask).toContain('- out: `{ number: text }`');
    expect(unmask).toContain('`FORBIDDEN`');
    expect(text).toMatch(/### live\.watch\n\n- who: everyone who is signed in, also from a locked seat\n- in: `—`\n- out: `stream of /);
    expect(text).toMatch(/\| `REFUSED` \| 401 \| `\{ waitMs: integer\(0…\) \}` \|/);
    expect(text).not.toMatch(/: any\b|\[\?\]|__shared|__schema/);
  });
});
