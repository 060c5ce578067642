import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../src/index.js';

/** Runs the command line within this process and gives back what it says. */
export async function command(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const said = { out: '', err: '' };
  const code = await main(args, {
    out: text => {
      said.out += text;
    },
    err: text => {
      said.err += text;
    },
  });
  return { code, ...said };
}

/** A file in a folder of its own. */
export const fresh = (name: string): string => join(mkdtempSync(join(tmpdir(), 'rheobase-')), name);
