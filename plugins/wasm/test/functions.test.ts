import { build } from '@rheobase/build';
import { builtin, constant, hostFunction, lowpass, Network, scale } from '@rheobase/core';
import { sin } from '@rheobase/math';
import { reference } from '@rheobase/plugin-reference';
import { lower, standardPasses } from '@rheobase/program';
import { createRuntime, type SimulateOptions } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wasm } from '../src/index.js';
import { planProgram } from '../src/plan/plan-program.js';

const planOf = async (net: Network) => planProgram(lower(await build(net), { dt: 0.001, passes: standardPasses }), 'float64', 1);

/** What the simulator makes of values in one step; `name` is a built-in function. */
async function applied(name: string, values: readonly number[], backend = 'wasm'): Promise<Float64Array> {
  const net = new Network({ seed: 1 });
  const node = net.function(builtin(name), values.length, values.length, { label: 'node' });
  net.connect(net.node(constant(values)), node, { synapse: null });
  net.probe(node, { label: 'out' });
  await using runtime = await createRuntime(reference(), wasm());
  using simulation = await runtime.simulate(await build(net), { backend });
  await simulation.runSteps(1);
  return Float64Array.from(simulation.data('out').data);
}

describe('sinPi in the module', () => {
  test('has the bits of packages/math for every size of argument', async () => {
    const size = fc.double({ min: -1e307, max: 1e307, noNaN: true });
    const near = fc.tuple(fc.integer({ min: -3_000_000, max: 3_000_000 }), fc.double({ min: -1e-9, max: 1e-9, noNaN: true }));
    const power = fc.tuple(fc.integer({ min: -1074, max: 1019 }), fc.double({ min: 1, max: 2, noNaN: true }));
    // Sums, as inputs are, have no -0.
    const argument = fc
      .oneof(
        size,
        near.map(([quarters, rest]) => quarters / 4 + rest),
        power.map(([exponent, x]) => x * 2 ** exponent),
        fc.constantFrom(0, 0.25, 0.5, 1, 333_772.5, 1e22, Number.MIN_VALUE),
      )
      .map(x => x + 0);
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { minLength: 200, maxLength: 400 }), async values => {
        expect(await applied('sinPi', values)).toEqual(Float64Array.from(values, x => sin(Math.PI * x)));
      }),
      { numRuns: 20 },
    );
  });
});

/** A value on its way through functions until one fails; a part apart from it. */
function failing(last: 'cube' | 'own'): Network {
  const net = new Network({ seed: 1 });
  const input = net.function((time: number) => [time < 0.0045 ? time : 1e200, 2, 3], 0, 3, { label: 'in' });
  const large = net.node(constant([1, 1e20, 1]), { label: 'large' });
  const mixed = net.passthrough(3, { label: 'mixed' });
  net.connect(input, mixed, { label: 'varies', synapse: null });
  net.connect(large, mixed, { label: 'stays', synapse: null, transform: scale([0, 1, 0]) });
  const square = net.function(builtin('square'), 3, 3, { label: 'square' });
  const own = hostFunction('own', '1', (_time, x) => x);
  const next = net.function(last === 'own' ? own : builtin(last), 3, 3, { label: 'next' });
  net.connect(mixed, square, { label: 'first', synapse: null });
  net.connect(square, next, { label: 'second', synapse: null });
  net.probe(next, { label: 'out' });
  net.probe(net.function(builtin('norm'), 3, 1, { label: 'beside' }));
  return net;
}

describe('what is not finite', () => {
  async function failure(backend: string, last: 'cube' | 'own', options: Partial<SimulateOptions> = {}) {
    await using runtime = await createRuntime(reference(), wasm());
    using simulation = await runtime.simulate(await build(failing(last)), { backend, ...options });
    const begun = simulation.snapshot();
    const error = await simulation.runSteps(20).then(
      () => null,
      (raised: Error) => raised,
    );
    const again = await simulation.runSteps(1).catch((raised: Error) => raised.message);
    expect(again).toMatch(/reset it, or restore a snapshot/);
    simulation.restore(begun);
    await simulation.runSteps(2);
    simulation.reset();
    await simulation.runSteps(4);
    return { name: error?.constructor.name, message: error?.message, after: Array.from(simulation.data('out').data) };
  }

  test.each(['cube', 'own'] as const)('stops the run as in the reference, before %s is reached, and a reset starts again', async last => {
    const expected = await failure('reference', last);
    expect(expected.message).toBe('square: its function returned Infinity as element 0 at t = 0.005 s');
    expect(await failure('wasm', last)).toEqual(expected);
    expect(await failure('wasm', last, { batch: 3 })).toMatchObject({ message: expected.message });
    expect(await failure('wasm', last, { batch: 3, threads: 2 })).toMatchObject({ message: expected.message });
  });

  test('is told as on one thread where several parts fail, whichever comes first in the batch', async () => {
    const net = new Network({ seed: 1 });
    const input = net.input(1, { label: 'in' });
    for (const label of ['a', 'b']) {
      const node = net.function(builtin('square'), 1, 1, { label });
      net.connect(input, node, { label: `to ${label}`, synapse: null, transform: label === 'a' ? 1 : 1e100 });
      net.probe(node);
    }
    const model = await build(net);
    await using runtime = await createRuntime(reference(), wasm());
    const pairs = [
      [
        [1, 1, 1e60],
        [1, 1e60, 1],
      ],
      [
        [1e60, 1, 1],
        [1e160, 1, 1],
      ],
    ];
    const rows = pairs.flatMap(pair => [pair.flat(), pair.toReversed().flat()]);
    for (const data of rows) {
      const told: string[] = [];
      for (const [backend, threads] of [
        ['reference', 1],
        ['wasm', 1],
        ['wasm', 2],
      ] as const) {
        const inputs = { in: { shape: [2, 3, 1] as const, data: Float64Array.from(data) } };
        using simulation = await runtime.simulate(model, { backend, threads, batch: 2, inputs });
        told.push(
          await simulation.runSteps(3).then(
            () => 'nothing',
            (error: Error) => error.message,
          ),
        );
      }
      expect(told).toEqual([told[0], told[0], told[0]]);
      expect(told[0]).toMatch(/^[ab]: its function returned Infinity/);
    }
  });

  test('stops it in float32 where that is too small', async () => {
    const message = 'square: its function returned Infinity as element 1 at t = 0.001 s';
    expect(await failure('wasm', 'cube', { precision: 'float32' }).catch((error: Error) => error)).toMatchObject({ message });
  });
});

describe('built-in functions', () => {
  test('of what a network computes never leave the module, nor keep work on one thread', async () => {
    const net = new Network({ seed: 1 });
    const input = net.input(1, { label: 'in' });
    const square = net.function(builtin('square'), 1, 1, { label: 'square' });
    const a = net.ensemble(20, 1, { label: 'a' });
    net.connect(input, square, { synapse: null });
    net.connect(square, a, { synapse: lowpass(0.01) });
    net.probe(a.neurons);
    const { parts, ahead } = await planOf(net);
    expect([parts.length, ahead.size, parts.some(part => 'host' in part)]).toEqual([1, 0, false]);
    const told: string[] = [];
    await using runtime = await createRuntime(wasm(), { warn: message => void told.push(message) });
    const inputs = { in: { shape: [2, 1, 1] as const, data: Float64Array.of(0.5, -1) } };
    using simulation = await runtime.simulate(await build(net), { batch: 2, threads: 2, inputs });
    await simulation.runSteps(1);
    expect(told).toEqual([]);
  });

  test('that give another number of values than their node run on the host, which says so', async () => {
    const net = new Network({ seed: 1 });
    const node = net.node({ type: 'function', sizeIn: 2, sizeOut: 2, function: builtin('sum') }, { label: 'node' });
    net.connect(net.constant([1, 2]), node, { synapse: null });
    net.probe(node);
    expect((await planOf(net)).parts.some(part => 'host' in part)).toBe(true);
    await using runtime = await createRuntime(wasm());
    using simulation = await runtime.simulate(await build(net));
    await expect(simulation.runSteps(1)).rejects.toThrow('node: its function returned 1 values where 2 are needed');
  });

  test('give what their names say', async () => {
    const values = [-2, -0.5, 0, 0.5, 3];
    expect(Array.from(await applied('square', values))).toEqual([4, 0.25, 0, 0.25, 9]);
    expect(Array.from(await applied('cube', values))).toEqual([-8, -0.125, 0, 0.125, 27]);
    expect(Array.from(await applied('abs', values))).toEqual([2, 0.5, 0, 0.5, 3]);
    expect(Array.from(await applied('step', values))).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('functions that return a number for a vector of one', () => {
  test('give what the reference gives, with input and of the time alone', async () => {
    const net = new Network({ seed: 1 });
    const time = net.function(t => t / 3, 0, 1);
    const shifted = net.function((t, x) => t + (x[0] ?? 0), 1, 1);
    net.connect(time, shifted, { synapse: null });
    net.connect(shifted, net.ensemble(40, 1, { label: 'a' }), { function: x => (x[0] ?? 0) ** 2, synapse: lowpass(0.005) });
    const probes = [net.probe(time), net.probe(shifted), net.probe(net.ensembles[0] ?? shifted)];
    const model = await build(net);
    await using runtime = await createRuntime(reference(), wasm());
    const run = async (backend: string, options: SimulateOptions = {}) => {
      using simulation = await runtime.simulate(model, { backend, ...options });
      await simulation.runSteps(50);
      return probes.map(probe => Float64Array.from(simulation.data(probe).data));
    };
    expect(await run('wasm')).toEqual(await run('reference'));
  });
});
