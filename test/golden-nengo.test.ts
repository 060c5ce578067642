import { fileURLToPath } from 'node:url';
import { fileLines, type GoldenFile, goldenFiles, goldenSuites, runGolden } from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, test } from 'vitest';

const files = goldenFiles(fileURLToPath(new URL('./golden/nengo/', import.meta.url)));

async function report(given: readonly GoldenFile[]) {
  await using runtime = await createRuntime(reference());
  return await runGolden(given, goldenSuites({ runtime, backend: 'reference' }));
}

/** A file with its number in one place of its text replaced. */
const planted = (file: GoldenFile, from: RegExp | string, to: string): GoldenFile => ({
  path: file.path,
  read: () => {
    const text = JSON.stringify(file.read());
    const changed = text.replace(from, to);
    if (changed === text) throw new Error('nothing was changed');
    return JSON.parse(changed);
  },
});

const named = (name: string): GoldenFile => {
  const found = files.find(({ path }) => path === `${name}.json.gz`);
  if (!found) throw new Error(`no file ${name}`);
  return found;
};

describe('the reference backend gives the numbers of Nengo, spike for spike', () => {
  test.each(files.map(file => [file.path, file] as const))('%s', async (_path, file) => {
    const done = await report([file]);
    const lines = done.files.flatMap(fileLines);
    expect(lines).toEqual([]);
  });

  test('there are 101 networks and 15 component files', () => {
    expect(files.filter(({ path }) => path.startsWith('component_'))).toHaveLength(15);
    expect(files).toHaveLength(116);
  });

  test('a number that is off by 1e-6 is named: object, probe, element, step, got, expected', async () => {
    const json = JSON.stringify(named('net_channel_lif').read());
    const [first = '', value = ''] = /"expected":\[\[[^\]]*\],\[(-?[\d.e-]+)/.exec(json) ?? [];
    const wrong = planted(named('net_channel_lif'), first, first.slice(0, -value.length) + String(Number(value) + 1e-6));
    const { failed, files: reports } = await report([wrong]);
    expect(failed).toBe(1);
    const failure = { object: 'ens0', probe: 'probe0 (ensemble decoded)', element: 0, at: 2, expected: Number(value) + 1e-6 };
    expect(reports[0]?.results).toMatchObject([{ failure: { ...failure, got: expect.closeTo(Number(value), 12) } }]);
    expect(reports.flatMap(fileLines)[0]).toMatch(
      /ens0, probe probe0 \(ensemble decoded\)\[0\], step 2: got -0\.0295\d+, expected -0\.0295\d+$/,
    );
  });

  test('a wrong number of a component fails that case alone', async () => {
    const { passed, failed, files: reports } = await report([planted(named('component_rules'), /"value":750/, '"value":751')]);
    expect([passed, failed]).toEqual([41, 1]);
    expect(reports.flatMap(fileLines)).toEqual([
      'FAILED component_rules.json.gz: default_n_eval_points n_neurons=1 dimensions=1: default_n_eval_points, place 0: got 750, expected 751',
    ]);
  });
});

describe('the fast backend gives them, too', () => {
  const run = async (precision: 'float64' | 'float32') => {
    await using runtime = await createRuntime(wasm());
    return await runGolden(files, goldenSuites({ runtime, backend: 'wasm', precision }));
  };

  test('in float64 to 1e-9, spike for spike', async () => {
    const { passed, failed, skipped, files: reports } = await run('float64');
    expect(reports.flatMap(fileLines)).toEqual([]);
    expect([passed, failed, skipped]).toEqual([316, 0, 0]);
  });

  test('in float32 as class E2 allows; these are all that differ in a spike', async () => {
    const { failed, skipped, files: reports } = await run('float32');
    expect([failed, skipped]).toEqual([0, 0]);
    const differ = reports.flatMap(fileLines).map(line => /^NOTED (\w+)\.json\.gz: (\w+)/.exec(line)?.slice(1));
    expect(differ).toEqual([
      ['net_oscillator_lif', 'spikes'],
      ['neuron_lif_exact_threshold', 'sensitive'],
    ]);
  });
});
