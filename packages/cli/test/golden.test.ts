import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { command, fresh } from './command.js';

const golden = (name: string): string =>
  gunzipSync(readFileSync(new URL(`../../../test/golden/nengo/${name}.json.gz`, import.meta.url))).toString('utf8');

function folder(files: Readonly<Record<string, string>>): string {
  const path = fresh('golden');
  mkdirSync(join(path, 'within'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

describe('rheobase golden', () => {
  it('passes a folder of cases, also in folders within, and leaves other files aside', async () => {
    const path = folder({ 'within/net.json': golden('net_slices'), 'rules.json': golden('component_rules'), 'README.md': '#' });
    expect(await command('golden', path)).toEqual({ code: 0, out: '43 passed, 0 failed, 0 skipped\n', err: '' });
  });

  it('names what fails, unclaimed and broken files among it, and ends with code 1', async () => {
    const wrong = golden('component_rules').replace('"value":750', '"value":751');
    const path = folder({ 'a.json': '{"kind":"riddle"}', 'b.json': '{', 'c.json': wrong, 'd.json': '{"kind":"simulation","format":2}' });
    const { code, out } = await command('golden', path);
    const lines = out.trim().split('\n');
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^FAILED a\.json: no suite claims this file; there are simulations, components/);
    expect(lines[1]).toMatch(/^FAILED b\.json: .*JSON/);
    expect(lines[2]).toMatch(/^FAILED c\.json: default_n_eval_points .*: got 750, expected 751$/);
    expect(lines[3]).toMatch(/^FAILED d\.json: d\.json\.\w+ must be/);
    expect(lines[4]).toBe('41 passed, 4 failed, 0 skipped');
  });

  it('skips what a backend refuses, with its reason', async () => {
    const { code, out } = await command('golden', folder({ 'net.json': golden('net_channel_lif') }), '--backend', 'tfjs');
    expect(out).toMatch(/^SKIPPED net\.json: backend tfjs cannot run .*\n0 passed, 0 failed, 1 skipped\n$/);
    expect(code).toBe(0);
  });

  it('reports as one JSON object', async () => {
    const { out } = await command('golden', folder({ 'net.json': golden('net_slices') }), '--json');
    const files = [{ path: 'net.json', results: [{ name: 'net.json', status: 'passed' }] }];
    expect(JSON.parse(out)).toEqual({ files, passed: 1, failed: 0, skipped: 0 });
  });

  it('refuses a folder that is not there or holds nothing', async () => {
    expect(await command('golden', 'nowhere')).toMatchObject({ code: 1, err: "rheobase: there is no folder 'nowhere'\n" });
    expect((await command('golden', folder({}))).err).toMatch(/holds no \.json or \.json\.gz file/);
  });
});
