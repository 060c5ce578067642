import { Network, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import {
  type Backend,
  backendPlugin,
  createRuntime,
  definePlugin,
  type Engine,
  type Exporter,
  exporterPlugin,
  type Importer,
  importerPlugin,
  type Plugin,
  pluginContract,
  type RateRunner,
  type Services,
  type Trainer,
  tokens,
  trainerPlugin,
} from '@rheobase/runtime';
import { describe, expect, it, vi } from 'vitest';
import { straight } from './models.js';

function idle(model: Model): Engine {
  return {
    step: () => undefined,
    setInput: () => undefined,
    signal: () => new Float64Array(2).fill(7),
    snapshot: () => new Uint8Array(0),
    restore: () => undefined,
    reset: () => undefined,
    toModel: () => model,
    dispose: () => undefined,
  };
}

const backend = (name: string, refusals: Backend['refusals'] = () => []): Backend => ({ name, equivalence: 'E3', refusals, compile: idle });
const trainer = (name: string): Trainer => ({ name, refusals: () => [], fit: async model => model });
const runner = (name: string): RateRunner => ({ name, activations: async () => new Map() });
const importer = (format: string, first: number): Importer => ({
  format,
  recognises: bytes => bytes[0] === first,
  importNetwork: () => ({ network: new Network({ label: format }), inputs: {}, outputs: {}, notes: [] }),
});
const exporter: Exporter = { format: 'count', exportModel: model => Uint8Array.of(model.nodes.length) };
const about = { name: '@me/parts', version: '1.2.3', contract: 2 };
const withBackend = (name: string): Plugin => backendPlugin({ ...about, create: () => backend(name) });

describe('createRuntime', () => {
  it('offers the parts of every plugin, in order', async () => {
    const several = definePlugin({
      ...about,
      backends: [() => backend('one'), () => backend('two')],
      trainers: [() => trainer('t')],
      importers: [() => importer('x', 1), () => importer('y', 2)],
      exporters: [() => exporter],
      rateRunners: [() => runner('r')],
    });
    await using runtime = await createRuntime(several, withBackend('three'));
    expect(runtime.backends.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    expect(runtime.trainers.map(({ name }) => name)).toEqual(['t']);
    expect(runtime.importers.map(({ format }) => format)).toEqual(['x', 'y']);
    expect(runtime.exporters.map(({ format }) => format)).toEqual(['count']);
    expect(runtime.rateRunners.map(({ name }) => name)).toEqual(['r']);
    expect(runtime.plugins.map(({ name, version }) => `${name} ${version}`)).toEqual(['@me/parts 1.2.3', '@me/parts 1.2.3']);
  });

  it('makes each part once, with the services', async () => {
    const made: Services[] = [];
    const plugin = backendPlugin({
      ...about,
      create: services => {
        made.push(services);
        return backend('counted');
      },
    });
    await using runtime = await createRuntime(plugin);
    expect(runtime.backend('counted')).toBe(runtime.backends[0]);
    expect(made).toHaveLength(1);
    expect(made[0]?.now()).toBeTypeOf('number');
    await expect(made[0]?.pause()).resolves.toBeUndefined();
  });

  it('hands each warning of a part on once, to whom the options name or to the console', async () => {
    const made: Services[] = [];
    const plugin = backendPlugin({
      ...about,
      create: services => {
        made.push(services);
        return backend('warning');
      },
    });
    const told: string[] = [];
    await using first = await createRuntime(plugin, { warn: message => void told.push(message) });
    expect(first.backends).toHaveLength(1);
    for (const message of ['slow', 'slower', 'slow']) made[0]?.warn(message);
    expect(told).toEqual(['slow', 'slower']);
    const console = vi.spyOn(globalThis.console, 'warn').mockImplementation(() => undefined);
    await using second = await createRuntime(plugin);
    expect(second.backends).toHaveLength(1);
    for (const message of ['slow', 'slow']) made[1]?.warn(message);
    expect(console.mock.calls).toEqual([['slow']]);
    console.mockRestore();
  });

  it('passes threads on to the backend, 1 unless told', async () => {
    const threads: number[] = [];
    const counting: Backend = {
      ...backend('counting'),
      compile: (model, options) => {
        threads.push(options.threads);
        return idle(model);
      },
    };
    await using runtime = await createRuntime(backendPlugin({ ...about, create: () => counting }));
    for (const options of [{}, { threads: 3 }]) (await runtime.simulate(await straight(), options))[Symbol.dispose]();
    expect(threads).toEqual([1, 3]);
  });

  it('makes parts of their own for every runtime', async () => {
    const plugin = withBackend('own');
    await using first = await createRuntime(plugin);
    await using second = await createRuntime(plugin);
    expect(first.backend('own')).not.toBe(second.backend('own'));
  });

  it('takes one plugin of each kind from its short form', async () => {
    await using runtime = await createRuntime(
      trainerPlugin({ ...about, create: () => trainer('t') }),
      importerPlugin({ ...about, create: () => importer('x', 1) }),
      exporterPlugin({ ...about, create: () => exporter }),
    );
    expect([runtime.trainers.length, runtime.importers.length, runtime.exporters.length, runtime.backends.length]).toEqual([1, 1, 1, 0]);
    expect(await runtime.exporters[0]?.exportModel(await straight())).toEqual(Uint8Array.of(1));
  });

  it('takes a plugin that binds under tokens itself', async () => {
    const load: Plugin['load'] = ({ bind }) => {
      bind(tokens.backend).toConstantValue(backend('raw'));
    };
    await using runtime = await createRuntime({ ...about, load }, withBackend('other'));
    using simulation = await runtime.simulate(await straight(), {
      backend: 'raw',
      inputs: { in: { shape: [1, 2, 2], data: new Float64Array(4) } },
    });
    await simulation.runSteps(2);
    expect(Array.from(simulation.data('out').data)).toEqual([7, 7, 7, 7]);
  });

  it.each([
    ['backend', [withBackend('same'), withBackend('same')]],
    ['trainer', [1, 2].map(() => trainerPlugin({ ...about, create: () => trainer('same') }))],
    ['rate runner', [1, 2].map(() => definePlugin({ ...about, rateRunners: [() => runner('same')] }))],
  ])('refuses two parts of kind %s with one name', async (kind, plugins) => {
    const made = createRuntime(...plugins);
    await expect(made).rejects.toThrow(ValidationError);
    await expect(made).rejects.toThrow(`two plugins bring a ${kind} named 'same'`);
    await expect(made).rejects.toMatchObject({ code: 'duplicate-name', given: 'same' });
  });
});

describe('the contract of a plugin', () => {
  const ofContract = (contract: number): readonly Plugin[] => [
    backendPlugin({ ...about, contract, create: () => backend('b') }),
    trainerPlugin({ ...about, contract, create: () => trainer('t') }),
    importerPlugin({ ...about, contract, create: () => importer('x', 1) }),
    exporterPlugin({ ...about, contract, create: () => exporter }),
    definePlugin({ ...about, contract, rateRunners: [() => runner('r')] }),
  ];

  it('is that of the runtime for every plugin that is loaded', async () => {
    await using runtime = await createRuntime(...ofContract(pluginContract));
    expect(runtime.plugins.map(({ contract }) => contract)).toEqual(Array(5).fill(pluginContract));
  });

  it.each([1, pluginContract + 1, Number.NaN])('%d is rejected with what to do, whatever the plugin provides', async contract => {
    for (const plugin of ofContract(contract)) {
      const failed = createRuntime(plugin);
      await expect(failed).rejects.toThrow(ValidationError);
      await expect(failed).rejects.toMatchObject({ code: 'foreign-contract', object: '@me/parts', given: contract });
      await expect(failed).rejects.toThrow(
        `createRuntime: plugin @me/parts 1.2.3 is written for contract ${contract}, but this version of @rheobase/runtime has contract 2; install versions of the two that agree`,
      );
    }
  });

  it('must be stated; the error says which number to write', async () => {
    const { contract: _contract, ...without } = about;
    const plugin: unknown = Reflect.apply(backendPlugin, null, [{ ...without, create: () => backend('b') }]);
    const failed: unknown = Reflect.apply(createRuntime, null, [plugin]);
    await expect(failed).rejects.toThrow(
      'createRuntime: plugin @me/parts 1.2.3 states no contract; write contract: 2 beside its name, if it is written for this version of @rheobase/runtime',
    );
    await expect(failed).rejects.toMatchObject({ code: 'foreign-contract', object: '@me/parts' });
  });
});

describe('choosing a part', () => {
  it('takes the only backend where none is named', async () => {
    await using runtime = await createRuntime(withBackend('only'));
    expect(runtime.backend().name).toBe('only');
  });

  it('takes the reference among several', async () => {
    await using runtime = await createRuntime(withBackend('one'), reference(), withBackend('two'));
    expect(runtime.backend().name).toBe('reference');
    expect(runtime.rateRunner().name).toBe('reference');
  });

  it('names the choices where several are there and none is named', async () => {
    await using runtime = await createRuntime(withBackend('one'), withBackend('two'));
    expect(() => runtime.backend()).toThrow('several backends are there; name one of: one, two');
  });

  it('lists the backends there are for an unknown name', async () => {
    await using runtime = await createRuntime(reference(), withBackend('one'));
    const failed = runtime.simulate(await straight(), { backend: 'fast' });
    await expect(failed).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'unknown-backend',
      given: 'fast',
      allowed: 'reference, one',
    });
    await expect(failed).rejects.toThrow("unknown backend 'fast'");
  });

  it('says what to load where there is no part of a kind', async () => {
    await using runtime = await createRuntime();
    expect(() => runtime.backend()).toThrow(/no backend in this runtime; pass a plugin/);
    expect(() => runtime.rateRunner()).toThrow(expect.objectContaining({ code: 'missing-rate-runner' }));
  });

  it('has no parts after it is disposed of', async () => {
    const runtime = await createRuntime(reference());
    await runtime[Symbol.asyncDispose]();
    expect(runtime.backends).toEqual([]);
    expect(() => runtime.backend('reference')).toThrow(ValidationError);
  });
});

describe('a backend that refuses', () => {
  it('is asked before anything is compiled; the error names the first object and counts the rest', async () => {
    const refusals = ['a', 'b', 'c'].map(object => ({ object, feature: 'synapse alpha', reason: 'it has none; use lowpass' }));
    let compiled = 0;
    const strict: Backend = {
      ...backend('strict', () => refusals),
      compile: model => {
        compiled += 1;
        return idle(model);
      },
    };
    await using runtime = await createRuntime(backendPlugin({ ...about, create: () => strict }));
    const failed = runtime.simulate(await straight());
    await expect(failed).rejects.toThrow('backend strict cannot run a: synapse alpha: it has none; use lowpass (and 2 more)');
    await expect(failed).rejects.toMatchObject({ name: 'UnsupportedError', code: 'refused', object: 'a', given: refusals });
    expect(compiled).toBe(0);
  });
});

describe('a preferred backend that refuses', () => {
  const refusing = (name: string, object: string): Plugin => {
    const refusals = [object, `${object}2`].map(path => ({ object: path, feature: 'synapse alpha', reason: 'it has none' }));
    return backendPlugin({ ...about, create: () => backend(name, () => refusals) });
  };
  const preferred = ['fast', 'missing', 'faster', 'slow'];

  it('gives way to the next, with one warning that lists all that was refused', async () => {
    const told: string[] = [];
    const warn = (message: string): void => void told.push(message);
    await using runtime = await createRuntime(withBackend('slow'), refusing('faster', 'b'), refusing('fast', 'a'), { warn, preferred });
    expect(runtime.backend().name).toBe('fast');
    for (const model of [await straight(), await straight()]) {
      using simulation = await runtime.simulate(model);
      expect(simulation.backend).toBe('slow');
    }
    expect(told).toEqual([
      'backend fast cannot run a: synapse alpha: it has none; a2: synapse alpha: it has none; ' +
        'backend faster cannot run b: synapse alpha: it has none; b2: synapse alpha: it has none; backend slow runs the model instead',
    ]);
  });

  it('is an error if it was named, or if none of them can run the model', async () => {
    const told: string[] = [];
    const warn = (message: string): void => void told.push(message);
    await using runtime = await createRuntime(refusing('fast', 'a'), withBackend('slow'), { warn, preferred });
    await expect(runtime.simulate(await straight(), { backend: 'fast' })).rejects.toMatchObject({ code: 'refused', object: 'a' });
    await using none = await createRuntime(refusing('fast', 'a'), refusing('slow', 'b'), withBackend('own'), { warn, preferred });
    await expect(none.simulate(await straight())).rejects.toThrow('backend fast cannot run a: synapse alpha: it has none (and 1 more)');
    expect(told).toEqual([]);
  });

  it('is passed over if the runtime lacks it', async () => {
    await using runtime = await createRuntime(withBackend('only'), { preferred });
    using simulation = await runtime.simulate(await straight());
    expect(simulation.backend).toBe('only');
  });
});

describe('importNetwork', () => {
  const plugins = [
    importerPlugin({ ...about, create: () => importer('x', 1) }),
    importerPlugin({ ...about, create: () => importer('y', 2) }),
  ];

  it('asks the importers who recognises the bytes', async () => {
    await using runtime = await createRuntime(...plugins);
    expect((await runtime.importNetwork(Uint8Array.of(2))).network.label).toBe('y');
    expect((await runtime.importNetwork(Uint8Array.of(2), { format: 'x' })).network.label).toBe('x');
  });

  it('lists the formats where none fits', async () => {
    await using runtime = await createRuntime(...plugins);
    await expect(runtime.importNetwork(Uint8Array.of(9, 9))).rejects.toThrow(/no importer recognises these 2 bytes; .* x, y/);
    await expect(runtime.importNetwork(Uint8Array.of(1), { format: 'z' })).rejects.toMatchObject({
      code: 'unknown-format',
      given: 'z',
      allowed: 'x, y',
    });
  });

  it('says so where there are no importers', async () => {
    await using runtime = await createRuntime();
    await expect(runtime.importNetwork(Uint8Array.of(1))).rejects.toThrow('there are importers for nothing');
  });
});
