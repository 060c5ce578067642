import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const program = fileURLToPath(new URL('./browser/program.ts', import.meta.url));

/** The program as one script without imports. */
async function bundled(platform: 'browser' | 'node'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@rheobase/source', ...(platform === 'browser' ? ['browser'] : []), 'module', 'import', 'default'] },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: program, formats: ['es'], fileName: 'program' } },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap(r => ('output' in r ? r.output : []));
  const chunk = outputs.find(o => o.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
  return chunk.code;
}

describe.skipIf(chromium === undefined)('Node and Chromium (where it is installed)', () => {
  test('build the same Model and give the same spikes, bit for bit, from one file opened from disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rheobase-browser-'));
    try {
      const code = await bundled('browser');
      writeFileSync(join(folder, 'program.mjs'), code);
      const inNode = execFileSync('node', [join(folder, 'program.mjs')], { encoding: 'utf8' }).trim();
      const script = code.replaceAll('</script', '<\\/script');
      writeFileSync(
        join(folder, 'page.html'),
        `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script type="module">${script}</script>`,
      );
      const { stdout } = spawnSync(
        chromium ?? '',
        [
          ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
          ...['--disable-component-update', '--disable-sync', `--user-data-dir=${join(folder, 'profile')}`],
          ...['--virtual-time-budget=60000', '--dump-dom', `file://${join(folder, 'page.html')}`],
        ],
        { encoding: 'utf8', timeout: 120_000 },
      );
      const inBrowser = /<pre id="out">([^<]*)<\/pre>/.exec(stdout)?.[1]?.trim();
      expect(inNode).toMatch(/^model [0-9a-f]{64}\nsamples [0-9a-f]{64}$/);
      expect(inBrowser).toBe(inNode);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
