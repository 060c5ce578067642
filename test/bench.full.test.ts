import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../bench/dist/main.js', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('node', [program, ...args], { encoding: 'utf8' });
  return {
    status,
    stdout,
    stderr,
    lines: () =>
      stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
  };
}

/** A script that prints what another simulator might have measured; `--python` may be any interpreter. */
function peer(source: string): readonly string[] {
  writeFileSync(join(folder, 'nengo_peer.py'), source);
  return ['--peer', folder, '--python', process.execPath];
}

describe('the command under plain node', () => {
  test('a case on its own is a line with every key', () => {
    const { status, stderr, lines } = bench('--case', 'channel', '--precision', 'float64', '--json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(lines()).toEqual([
      {
        case: 'channel',
        system: 'rheobase-wasm-float64',
        neurons: 200,
        steps: 5000,
        build_s: expect.any(Number),
        steps_per_s: expect.any(Number),
        images_per_s: null,
        mean_rate_hz: expect.any(Number),
        neuron_updates_per_s: expect.any(Number),
        synaptic_events_per_s: expect.any(Number),
        max_rss_mb: expect.any(Number),
      },
    ]);
  });

  test('with a peer, both run in turn, on one thread and at both precisions, and are compared', () => {
    const script = `
      const { BITS, OMP_NUM_THREADS } = process.env;
      const [, , name] = process.argv;
      console.log(JSON.stringify({ case: name + '-250', build_s: BITS === '32' ? 1e4 : 2e4, max_rss_mb: Number(OMP_NUM_THREADS) }));`;
    const { status, stderr, lines } = bench('--case', 'solve-250', '--rounds', '2', '--json', ...peer(script));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const printed = lines();
    const once = ['rheobase-wasm-float64', 'rheobase-wasm-float32', 'nengo-64', 'nengo-32'];
    expect(printed.slice(0, 8).map(({ system }) => system)).toEqual([...once, ...once]);
    expect(printed[2].max_rss_mb).toBe(1);
    const [inDouble, inSingle, ...summaries] = printed.slice(8);
    expect(inDouble).toMatchObject({ case: 'solve-250', theirs: { system: 'nengo-64' }, speed: null });
    expect(inSingle).toMatchObject({
      rivals: 'nengo-64 or nengo-32',
      theirs: { system: 'nengo-32' },
      build: { median: expect.any(Number) },
    });
    expect(inSingle.build.median).toBeGreaterThan(100);
    expect(summaries.map(({ quantity, cases }) => [quantity, cases])).toEqual([
      ['build', 1],
      ['build', 1],
    ]);
  });

  test('a peer that fails is told in one line with its last words, and the exit code is 1', () => {
    const script = "console.error('first words'); console.error('no module named nengo'); process.exitCode = 3;";
    const { status, stdout, stderr } = bench('--case', 'solve-250', '--rounds', '1', '--precision', 'float64', ...peer(script));
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^solve-250: .*nengo_peer\.py solve failed: no module named nengo$/);
  });
});
