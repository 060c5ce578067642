import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { vi } from 'vitest';
import { openPage } from './chromium.js';

const run = promisify(execFile);

/** A program as one script without imports. */
export async function bundled(program: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@rheobase/source', 'browser', 'module', 'import', 'default'] },
    build: {
      write: false,
      minify: false,
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

/** What a script writes into the element `out` of a page around it, opened from disk. */
export async function inChromium(folder: string, code: string): Promise<string> {
  const file = join(folder, 'page.html');
  const script = code.replaceAll('</script', '<\\/script');
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script type="module">${script}</script>`);
  const page = await openPage(folder, file);
  try {
    const written = async () => String((await page.evaluate("document.getElementById('out')?.textContent")) ?? '').trim();
    await vi.waitUntil(async () => page.faults.length > 0 || (await written()) !== '', { timeout: 200_000, interval: 200 });
    return [await written(), ...page.faults].join('\n');
  } finally {
    await page.close();
  }
}

/** What a script prints under plain node. */
export async function inNode(folder: string, code: string): Promise<string> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, code);
  return (await run('node', [program], { encoding: 'utf8', maxBuffer: 2 ** 26 })).stdout.trim();
}
