import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Network, networkToJSON } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/list.js';
import { main } from '../src/index.js';
import { command, fresh } from './command.js';

function network(): string {
  const net = new Network({ seed: 1 });
  net.probe(net.ensemble(5, 1, { label: 'a' }), { label: 'p' });
  const file = fresh('net.json');
  writeFileSync(file, JSON.stringify(networkToJSON(net)));
  return file;
}

describe('the list of commands', () => {
  it('has each file of the folder', () => {
    const files = readdirSync(new URL('../src/commands/', import.meta.url)).filter(name => name !== 'list.ts');
    expect(files.map(name => name.replace('.ts', '')).sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each(commands.map(({ name }) => name))('%s --help lists its options, the common ones among them', async name => {
    const { code, out } = await command(name, '--help');
    expect(code).toBe(0);
    const entry = commands.find(each => each.name === name);
    const loaded = await entry?.load();
    for (const { long } of loaded?.command.options ?? []) expect(out).toContain(long);
    expect(out).toMatch(/--json[\s\S]*--progress/);
  });

  it('is shown by --help with the exit codes, without loading a simulator', () => {
    const hooks =
      'export async function resolve(name, context, next) { const found = await next(name, context); console.error(found.url); return found; }';
    const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hooks)}');`;
    const bin = fileURLToPath(new URL('../bin/rheobase.js', import.meta.url));
    const shell = '"$0" --import "$1" "$2" --help 2>&1';
    const out = execFileSync('sh', ['-c', shell, process.execPath, `data:text/javascript,${encodeURIComponent(register)}`, bin], {
      encoding: 'utf8',
    });
    expect(out).toMatch(/build[\s\S]*run[\s\S]*info[\s\S]*golden[\s\S]*Exit codes: 0 done; 1 failed[\s\S]*2 wrong usage/);
    expect(out).toContain('packages/core/');
    expect(out).not.toMatch(/packages\/(runtime|program|build|conformance)\/|plugins\//);
  });
});

describe('wrong usage of any command', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['rnu'], /unknown command 'rnu'[\s\S]*Did you mean run\?[\s\S]*Commands: build, run, info, golden/],
    ['no command', [], /Commands:/],
    [
      'an unknown option',
      ['info', 'x', '--jsno'],
      /unknown option '--jsno'[\s\S]*Did you mean --json\?[\s\S]*Options of info: --code, --json, --progress/,
    ],
    ['a missing file', ['build', '--out', 'x'], /missing required argument 'network'/],
  ])('%s ends with code 2 and what is allowed', async (_, args, says) => {
    const { code, err, out } = await command(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });

  it('--json with a result on standard output ends with code 2', async () => {
    const { code, err } = await command('run', network(), '--steps', '1', '--json', '--out', '/dev/stdout');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('both take standard output; name a file with --out') });
  });
});

describe('results for programs', () => {
  it('are one JSON object of each command, and nothing else', async () => {
    const file = network();
    const [model, records] = [fresh('m.safetensors'), fresh('r.npz')];
    const built = await command('build', file, '--json', '--out', model);
    expect(JSON.parse(built.out)).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), file: model });
    const ran = await command('run', model, '--json', '--steps', '3', '--out', records);
    expect(JSON.parse(ran.out)).toEqual({ steps: 3, dt: 0.001, backend: 'reference', file: records, probes: { p: [3, 1] } });
    expect([built.err, ran.err]).toEqual(['', '']);
  });
});

describe('progress', () => {
  it('is on standard error if asked for, and on terminals', async () => {
    const args = ['run', network(), '--steps', '300', '--out', fresh('r.npz')];
    expect((await command(...args)).err).toBe('');
    expect((await command(...args, '--progress')).err).toBe('step 256 of 300\nstep 300 of 300\n');
    const shown: string[] = [];
    const interactive = { out: () => undefined, interactive: true, err: (text: string) => void shown.push(text) };
    expect(await main(args, interactive)).toBe(0);
    expect(shown.join('')).toBe('\r\u001b[Kstep 256 of 300\r\u001b[Kstep 300 of 300\r\u001b[K');
  });
});
