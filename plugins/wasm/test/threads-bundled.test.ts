import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./programs/two-threads.ts', import.meta.url));

/** The program as one minified script without imports. */
async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@rheobase/source', 'module', 'import', 'default'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: program, formats: ['es'], fileName: 'program' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap(r => ('output' in r ? r.output : []));
  const chunk = outputs.find(o => o.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
  return chunk.code;
}

test('in one minified file the threads start, and the process ends by itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rheobase-threads-'));
  try {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, await bundled());
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000 }).trim()).toBe('the same');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
