import { execFile, execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from '@rheobase/build';
import { defineLearningRule, hostFunction, integrateAndFire, lif, lowpass, Network, networkToJSON } from '@rheobase/core';
import { readNpz, samplesOf, writeNpz } from '@rheobase/data';
import { modelToBytes } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { beforeAll, describe, expect, it } from 'vitest';
import { command, fresh } from './command.js';

function channel(): Network {
  const net = new Network({ seed: 5, label: 'channel' });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(30, 2, { label: 'group/a', neuronType: lif() });
  net.connect(input, a, { synapse: null });
  net.probe(a, { label: 'decoded', synapse: lowpass(0.01) });
  net.probe(a.neurons, { label: 'group/spikes', sampleEvery: 0.005 });
  net.probe(input, { label: 'given' });
  return net;
}

const wave = (steps: number): Float64Array => Float64Array.from({ length: steps * 2 }, (_, i) => Math.sin(i / 20));
const read = (file: string) => readNpz(file, new Uint8Array(readFileSync(file)));

const [model, network, inputs] = [fresh('channel.safetensors'), fresh('channel.json'), fresh('in.npz')];

beforeAll(async () => {
  writeFileSync(model, modelToBytes(await build(channel())));
  writeFileSync(network, JSON.stringify(networkToJSON(channel())));
  writeFileSync(inputs, writeNpz(new Map([['in', { shape: [100, 2], data: wave(100) }]])));
});

const run = (file: string, ...more: readonly string[]) => command('run', file, '--inputs', inputs, ...more);

describe('rheobase run', () => {
  it('writes what the probes of the model record, as the library gives it', async () => {
    const out = fresh('out.npz');
    expect(await run(model, '--steps', '100', '--out', out)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('100 steps') });
    await using runtime = await createRuntime(reference());
    using simulation = await runtime.simulate(await build(channel()), { inputs: samplesOf([1, 100, 2], wave(100)) });
    await simulation.runSteps(100);
    const records = read(out);
    expect(Array.from(records.keys())).toEqual(['decoded', 'group/spikes', 'given']);
    for (const [path, { shape, data }] of records) {
      const expected = simulation.data(path);
      expect([1, ...shape]).toEqual(expected.shape);
      expect(data).toEqual(expected.data);
    }
    expect(records.get('group/spikes')?.shape).toEqual([20, 30]);
    expect(records.get('group/spikes')?.data.some(x => x > 0)).toBe(true);
    expect(readdirSync(dirname(out))).toEqual(['out.npz']);
  });

  it('builds for the step that it runs with, as decoders of integrateAndFire depend on it', async () => {
    const net = new Network({ seed: 2 });
    net.probe(net.ensemble(20, 1, { neuronType: integrateAndFire({ tauRc: 0.02, refractory: 0.002 }) }), { label: 'decoded' });
    const document = fresh('net.json');
    writeFileSync(document, JSON.stringify(networkToJSON(net)));
    const models: Uint8Array[] = [];
    for (const dt of ['0.001', '0.0002']) {
      const [built, fromModel, fromNetwork] = [fresh('net.safetensors'), fresh('a.npz'), fresh('b.npz')];
      expect(await command('build', document, '--dt', dt, '--out', built)).toMatchObject({ code: 0, err: '' });
      expect(await command('run', built, '--steps', '300', '--dt', dt, '--out', fromModel)).toMatchObject({ code: 0, err: '' });
      expect(await command('run', document, '--steps', '300', '--dt', dt, '--out', fromNetwork)).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(fromNetwork)).toEqual(readFileSync(fromModel));
      expect(Uint8Array.from(readFileSync(built))).toEqual(modelToBytes(await build(net, { dt: Number(dt) })));
      models.push(readFileSync(built));
    }
    expect(models[0]).not.toEqual(models[1]);
  });

  it('runs a model without objects and writes an archive without arrays', async () => {
    const [empty, out] = [fresh('empty.safetensors'), fresh('out.npz')];
    writeFileSync(empty, modelToBytes(await build(new Network())));
    for (const backend of ['reference', 'wasm', 'fixed-point']) {
      const found = await command('run', empty, '--steps', '7', '--out', out, '--backend', backend);
      expect(found).toMatchObject({ code: 0, err: '', out: expect.stringContaining('7 steps') });
      expect(read(out).size).toBe(0);
    }
    expect(await command('info', empty)).toMatchObject({ code: 0, out: expect.stringContaining('0 nodes, 0 ensembles') });
  });

  it('builds a Network document first: the same numbers', async () => {
    const [fromModel, fromNetwork] = [fresh('a.npz'), fresh('b.npz')];
    await run(model, '--steps', '40', '--out', fromModel);
    expect((await run(network, '--steps', '40', '--out', fromNetwork)).code).toBe(0);
    expect(readFileSync(fromNetwork)).toEqual(readFileSync(fromModel));
  });

  it('takes a duration, a step length and inputs that are held', async () => {
    const out = fresh('out.npz');
    expect((await run(model, '--duration', '0.0605', '--dt', '0.0005', '--hold', '--out', out)).code).toBe(0);
    expect(read(out).get('decoded')?.shape).toEqual([121, 2]);
    expect(Array.from(read(out).get('given')?.data.slice(-2) ?? [])).toEqual(Array.from(wave(100).slice(-2)));
  });

  it('takes threads and a precision', async () => {
    const [reference, one, two, single] = ['reference', 'one', 'two', 'single'].map(name => fresh(`${name}.npz`));
    const on = (out = '', ...more: readonly string[]) => run(model, '--steps', '40', '--out', out, ...more);
    await on(reference);
    expect(await on(one, '--backend', 'wasm', '--threads', '1')).toMatchObject({ code: 0, err: '' });
    expect(await on(two, '--backend', 'wasm', '--threads', '2')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^rheobase: threads: 2 asked for, but no part of this network is independent/),
    });
    expect((await on(single, '--backend', 'wasm', '--precision', 'float32')).code).toBe(0);
    const bytes = (file = '') => readFileSync(file);
    expect([bytes(one), bytes(two)]).toEqual([bytes(reference), bytes(reference)]);
    expect(bytes(single)).not.toEqual(bytes(reference));
  });

  it('runs host functions that a module provides, and names those that are missing', async () => {
    const net = new Network({ seed: 1 });
    const double = hostFunction('my/double', '1', (_time, x) => x.map(value => 2 * value));
    net.connect(net.input(2, { label: 'in' }), net.passthrough(2, { label: 'out' }), { function: double, synapse: null });
    net.probe(net.nodes[1] ?? net.passthrough(1), { label: 'out.probe' });
    const [file, module, out] = [fresh('host.safetensors'), fresh('functions.mjs'), fresh('out.npz')];
    writeFileSync(file, modelToBytes(await build(net)));
    writeFileSync(module, `export const functions = { 'my/double': (time, x) => x.map(value => 2 * value) };`);
    expect(await run(file, '--steps', '3', '--out', out)).toMatchObject({ code: 1, err: expect.stringContaining('my/double') });
    expect((await run(file, '--steps', '3', '--out', out, '--code', module)).code).toBe(0);
    expect(read(out).get('out.probe')?.data).toEqual(wave(3).map(x => 2 * x));
  });
});

it('runs learning rules that a module defines', async () => {
  const drift = defineLearningRule({ name: 'drift', version: '1', step: ({ delta }) => delta.fill(1e-4) });
  const net = new Network({ seed: 1 });
  const a = net.ensemble(20, 2, { label: 'a' });
  net.connect(net.input(2, { label: 'in' }), a, { synapse: null });
  const learned = net.connect(a, net.passthrough(2, { label: 'out' }), { label: 'learned', learningRule: drift() });
  net.probe(learned, { label: 'weights', attribute: 'weights' });
  const [file, module, out] = [fresh('drift.json'), fresh('definitions.mjs'), fresh('out.npz')];
  writeFileSync(file, JSON.stringify(networkToJSON(net)));
  const step = '({ delta }) => delta.fill(1e-4)';
  writeFileSync(module, `export const definitions = [{ kind: 'learningRule', name: 'drift', version: '1', step: ${step} }];`);
  expect(await run(file, '--steps', '3', '--out', out)).toMatchObject({ code: 1, err: expect.stringContaining("'drift'") });
  expect(await run(file, '--steps', '3', '--out', out, '--code', module)).toMatchObject({ code: 0, err: '' });
  const weights = read(out).get('weights');
  expect(weights?.shape).toEqual([3, 40]);
  expect((weights?.data[80] ?? 0) - (weights?.data[0] ?? 0)).toBeCloseTo(2e-4, 12);
});

describe('rheobase run tells what is wrong before it runs, and leaves no file', () => {
  const given = (name: string, shape: readonly number[]) => {
    const file = fresh('given.npz');
    writeFileSync(file, writeNpz(new Map([[name, { shape, data: new Float64Array(shape.reduce((a, b) => a * b, 1)) }]])));
    return file;
  };

  const code = (text: string) => {
    const file = fresh('code.mjs');
    writeFileSync(file, text);
    return file;
  };

  it.each<[string, (out: string) => readonly string[], RegExp]>([
    ['a model that is not there', out => ['nowhere.safetensors', '--steps', '1', '--out', out], /there is no file 'nowhere\.safetensors'/],
    ['a file that is neither', out => [inputs, '--steps', '1', '--out', out], /neither a Model .* nor a Network document/],
    [
      'inputs of an unknown node',
      out => [model, '--inputs', given('im', [100, 2]), '--steps', '1', '--out', out],
      /no input node 'im'.*has in/,
    ],
    [
      'inputs of a wrong size',
      out => [model, '--inputs', given('in', [100, 3]), '--steps', '1', '--out', out],
      /in takes \(batch, steps, 2\)/,
    ],
    [
      'inputs without a time axis',
      out => [model, '--inputs', given('in', [2]), '--steps', '1', '--out', out],
      /'in' has shape \(2\).*\(steps, size\)/,
    ],
    [
      'inputs that end early',
      out => [model, '--inputs', inputs, '--steps', '101', '--out', out],
      /in has 100 steps, but the run needs 101/,
    ],
    ['no inputs', out => [model, '--steps', '1', '--out', out], /nothing was given for input node in/],
    [
      'a damaged .npz file, before the model is read',
      out => {
        const [damaged, bytes] = [fresh('damaged.npz'), readFileSync(inputs)];
        bytes[250] = (bytes[250] ?? 0) ^ 1;
        writeFileSync(damaged, bytes);
        return ['no model', '--inputs', damaged, '--steps', '1', '--out', out];
      },
      /damaged\.npz: entry 'in\.npy' is damaged: /,
    ],
    ['inputs that are no .npz', out => [model, '--inputs', model, '--steps', '1', '--out', out], /is not an \.npz file/],
    [
      'an unknown backend',
      out => [model, '--steps', '1', '--out', out, '--backend', 'nest'],
      /no backend 'nest'; there are reference, wasm, tfjs/,
    ],
    ['steps and duration', out => [model, '--steps', '1', '--duration', '1', '--out', out], /either --steps or --duration/],
    ['neither steps nor duration', out => [model, '--out', out], /either --steps or --duration/],
    ['code that is none', out => [model, '--steps', '1', '--out', out, '--code', given('in', [1, 2])], /rheobase: /],
    [
      'code that exports nothing',
      out => [model, '--steps', '1', '--out', out, '--code', code('export {};')],
      /neither functions nor defin/,
    ],
    [
      'functions that are numbers',
      out => [model, '--steps', '1', '--out', out, '--code', code('export const functions = { f: 1 };')],
      /functions must be functions by name/,
    ],
    [
      'definitions that are functions',
      out => [model, '--steps', '1', '--out', out, '--code', code('export const definitions = [() => 1];')],
      /definitions must be a list, as in/,
    ],
  ])('%s', async (_what, args, message) => {
    const out = fresh('out.npz');
    const { code, err, out: said } = await command('run', ...args(out));
    expect({ code, said }).toEqual({ code: message.source.startsWith('either') ? 2 : 1, said: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/\n\s+at /);
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  it('a folder that is not there, or a folder in place of the file', async () => {
    const out = fresh('folder');
    mkdirSync(out);
    expect((await run(model, '--steps', '1', '--out', join(out, 'no', 'out.npz'))).err).toMatch(/cannot write .*there is no folder/);
    expect((await run(model, '--steps', '1', '--out', out)).err).toMatch(/cannot write .*it is a folder/);
  });

  it('a run that fails midway leaves the file of an earlier one', async () => {
    const net = new Network({ seed: 1 });
    const failing = hostFunction('my/failing', '1', time => [time > 0.004 ? Number.NaN : 1]);
    net.connect(net.input(2, { label: 'in' }), net.passthrough(1, { label: 'out' }), { function: failing, synapse: null });
    net.probe(net.nodes[1] ?? net.passthrough(1), { label: 'probe' });
    const [file, module, out] = [fresh('host.safetensors'), fresh('functions.mjs'), fresh('out.npz')];
    writeFileSync(file, modelToBytes(await build(net)));
    writeFileSync(module, `export const functions = { 'my/failing': time => [time > 0.004 ? NaN : 1] };`);
    await run(file, '--steps', '4', '--out', out, '--code', module);
    const before = readFileSync(out);
    const { code, err } = await run(file, '--steps', '9', '--out', out, '--code', module);
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(readFileSync(out)).toEqual(before);
    expect(readdirSync(dirname(out))).toEqual(['out.npz']);
  });
});

describe('what --out names stays what it is', () => {
  const records = (bytes: Uint8Array) => Array.from(readNpz('out', bytes).keys());

  it('a FIFO, also over a link, takes the records', async () => {
    const fifo = fresh('fifo');
    execFileSync('mkfifo', [fifo]);
    symlinkSync('fifo', `${fifo}-link`);
    for (const out of [fifo, `${fifo}-link`]) {
      const reader = readFile(fifo);
      expect(await run(model, '--steps', '3', '--out', out)).toMatchObject({ code: 0, err: '' });
      expect(records(new Uint8Array(await reader))).not.toEqual([]);
    }
    expect(lstatSync(fifo).isFIFO()).toBe(true);
    expect(readdirSync(dirname(fifo)).sort()).toEqual(['fifo', 'fifo-link']);
  });

  it('what is read may be a FIFO, too', async () => {
    const [fifo, out] = [fresh('fifo'), fresh('out.npz')];
    execFileSync('mkfifo', [fifo]);
    const writer = execFile('sh', ['-c', 'cat "$0" > "$1"', inputs, fifo]);
    expect(await command('run', model, '--steps', '3', '--inputs', fifo, '--out', out)).toMatchObject({ code: 0, err: '' });
    writer.kill();
    expect((await command('run', dirname(fifo), '--steps', '3', '--out', out)).err).toMatch(/^rheobase: '.*' is a folder\n$/);
  });

  it('a link leads to the records, whose file keeps its mode', async () => {
    const out = fresh('out.npz');
    writeFileSync(out, 'before', { mode: 0o600 });
    symlinkSync('out.npz', `${out}-link`);
    for (const [name, ...args] of [
      ['run', model, '--steps', '3', '--inputs', inputs],
      ['build', network],
    ] as const) {
      expect(await command(name, ...args, '--out', `${out}-link`)).toMatchObject({ code: 0, err: '' });
      expect(lstatSync(`${out}-link`).isSymbolicLink()).toBe(true);
      expect(statSync(out)).toMatchObject({ mode: 0o100600 });
      expect(readFileSync(out, 'utf8')).not.toBe('before');
    }
  });

  it.each([
    ['run', () => [model, '--steps', '3', '--inputs', inputs]],
    ['build', () => [network]],
  ])('a file that is read-only is refused by %s before anything runs', async (name, args) => {
    const out = fresh('out.npz');
    writeFileSync(out, 'before', { mode: 0o444 });
    const { code, out: said, err } = await command(name, ...args(), '--out', out);
    expect({ code, said }).toEqual({ code: 1, said: '' });
    expect(err).toMatch(/^rheobase: cannot write '.*out\.npz': it is read-only; allow writing \(chmod u\+w .*\), or name another file\n$/);
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(readdirSync(dirname(out))).toEqual(['out.npz']);
  });

  it.skipIf(!existsSync(new URL('../dist/index.js', import.meta.url)) || !existsSync('/dev/stdout'))(
    'standard output takes the records alone; notes go to standard error',
    async () => {
      const bin = fileURLToPath(new URL('../bin/rheobase.js', import.meta.url));
      const given = [bin, 'run', model, '--steps', '3', '--inputs', inputs, '--out', '/dev/stdout'];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, given, { encoding: 'buffer' });
      expect(records(new Uint8Array(stdout))).not.toEqual([]);
      expect(stderr.toString()).toMatch(/^3 steps of 0\.001 s on reference; \d+ probes in \/dev\/stdout\n$/);
    },
  );

  it.skipIf(!existsSync(new URL('../dist/index.js', import.meta.url)))(
    'a reader of standard output that leaves is no fault with a stack',
    async () => {
      const bin = fileURLToPath(new URL('../bin/rheobase.js', import.meta.url));
      const script = '{ "$0" "$1" --help; echo "code $?" >&2; } | true';
      const { stderr } = await promisify(execFile)('sh', ['-c', script, process.execPath, bin]);
      expect(stderr).toBe('code 1\n');
    },
  );
});

describe('wrong usage', () => {
  it.each([
    [['run']],
    [['run', 'x.safetensors', '--steps', '-1', '--out', 'x']],
    [['run', 'x.safetensors', '--steps', '1.5', '--out', 'x']],
    [['run', 'x.safetensors', '--steps', '1']],
    [['run', 'x.safetensors', '--dt', '0', '--out', 'x']],
    [['run', 'x.safetensors', '--steps', '1', '--out', 'x', '--threads', '0']],
    [['run', 'x.safetensors', '--steps', '1', '--out', 'x', '--precision', 'float16']],
    [['run', 'x.safetensors', '--stepz', '1', '--out', 'x']],
    [['walk']],
    [[]],
  ])('%j ends with code 2 and says how', async args => {
    const { code, err } = await command(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/error: |Usage: /);
    expect(existsSync('x')).toBe(false);
  });

  it('help ends with code 0', async () => {
    expect(await command('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/build[\s\S]*run[\s\S]*info[\s\S]*golden/) });
    expect((await command('run', '--help')).out).toContain('--inputs');
  });
});
