import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

const run = promisify(execFile);

/** Where Chromium is installed. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export const reason = 'Chromium is not installed: apt-get install chromium';

/** A program as one script without imports. */
export async function bundled(program: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@rheobase/source', 'browser', 'module', 'import', 'default'] },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: program, formats: ['es'], fileName: 'program' } },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap(r => ('output' in r ? r.output : []));
  const chunk = outputs.find(o => o.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
  return chunk.code;
}

/** Without a window, and without asking anything of the network. */
export const flags = (folder: string): readonly string[] => [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', `--user-data-dir=${join(folder, 'profile')}`],
];

/** The document of a file opened from disk, as it is when all of its scripts have come to rest. */
async function domOf(folder: string, file: string): Promise<string> {
  const { stdout } = await run(chromium ?? '', [...flags(folder), '--virtual-time-budget=60000', '--dump-dom', `file://${file}`], {
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

/** What a script writes into the element `out` of a page around it. */
export async function inChromium(folder: string, code: string): Promise<string> {
  const page = join(folder, 'page.html');
  const script = code.replaceAll('</script', '<\\/script');
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script type="module">${script}</script>`);
  return (/<pre id="out">([^<]*)<\/pre>/.exec(await domOf(folder, page))?.[1] ?? '').trim();
}

/** What a script prints under plain node. */
export async function inNode(folder: string, code: string): Promise<string> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, code);
  return (await run('node', [program], { encoding: 'utf8', maxBuffer: 2 ** 26 })).stdout.trim();
}
