import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { own, table as ownTable } from './tables/rheobase.js';
import { type AnyRow, walk } from './walk.js';

/** Every entry of every package, by the file of its table; `rheobase` gives out what others have. */
const entries: Readonly<Record<string, string>> = {
  '@rheobase/cli': 'cli',
  '@rheobase/build': 'build',
  '@rheobase/build/disk': 'build-disk',
  '@rheobase/conformance': 'conformance',
  '@rheobase/conversion': 'conversion',
  '@rheobase/core': 'core',
  '@rheobase/data': 'data',
  '@rheobase/kernels': 'kernels',
  '@rheobase/math': 'math',
  '@rheobase/model': 'model',
  '@rheobase/networks': 'networks',
  '@rheobase/plot': 'plot',
  '@rheobase/plugin-fixed-point': 'fixed-point',
  '@rheobase/plugin-onnx': 'onnx',
  '@rheobase/plugin-onnx/verify': 'onnx-verify',
  '@rheobase/plugin-reference': 'reference',
  '@rheobase/plugin-tfjs': 'tfjs',
  '@rheobase/plugin-wasm': 'wasm',
  '@rheobase/program': 'program',
  '@rheobase/runtime': 'runtime',
};

const root = new URL('../../', import.meta.url);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

function manifests(): readonly Manifest[] {
  return ['packages', 'plugins'].flatMap(folder =>
    readdirSync(new URL(`${folder}/`, root)).map(
      (name): Manifest => JSON.parse(readFileSync(new URL(`${folder}/${name}/package.json`, root), 'utf8')),
    ),
  );
}

const known = new Set<unknown>();

for (const [entry, file] of Object.entries(entries)) {
  const exported: object = await import(entry);
  const { table }: { readonly table: Readonly<Record<string, AnyRow>> } = await import(`./tables/${file}.ts`);
  for (const value of Object.values(exported)) known.add(value);
  describe(`exports of ${entry}`, () => walk(exported, table));
}

for (const value of Object.values(own)) known.add(value);
describe('own exports of rheobase', () => walk(own, ownTable));

describe('the walk over exports', () => {
  it('has a table for every entry of every package', () => {
    const all = manifests().flatMap(({ name, exports }) => Object.keys(exports).map(path => `${name}${path.slice(1)}`));
    expect(all.filter(entry => entry !== 'rheobase').sort()).toEqual(Object.keys(entries).sort());
  });

  it('reaches everything that the package rheobase gives out', async () => {
    const exported: object = await import('rheobase');
    expect(Object.entries(exported).flatMap(([name, value]) => (known.has(value) ? [] : [name]))).toEqual([]);
  });
});
