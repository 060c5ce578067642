import { build } from '@rheobase/build';
import { builtin, Network } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wasm } from '../src/index.js';
import { WasmBackend } from '../src/wasm-backend.js';

const STEPS = 12;

/** A function of the network by itself: in the module, on the host in every step, or of the time alone; and the step in which it fails. */
interface Failing {
  readonly kind: 'square' | 'own' | 'time';
  readonly step: number;
  readonly width: number;
}

const labelOf = (k: number): string => String.fromCharCode(97 + k);

function nodeOf(net: Network, { kind, step, width }: Failing, label: string) {
  const echo = (_time: number, x: Float64Array) => (x.every(value => value < 1e100) ? x : [Number.NaN]);
  const clock = (time: number) => Array.from({ length: width }, (_, i) => (time > (step - 0.5) * 0.001 ? Number.NaN : time + i));
  if (kind === 'time') return net.function(clock, 0, width, { label });
  const node = kind === 'square' ? net.function(builtin('square'), width, width, { label }) : net.function(echo, width, width, { label });
  net.connect(net.input(width, { label: `to ${label}` }), node, { label: `into ${label}`, synapse: null });
  return node;
}

async function modelOf(functions: readonly Failing[]): Promise<Model> {
  const net = new Network({ seed: 1 });
  for (const [k, failing] of functions.entries()) {
    const out = net.passthrough(failing.width, { label: `from ${labelOf(k)}` });
    net.connect(nodeOf(net, failing, labelOf(k)), out, { label: `out of ${labelOf(k)}`, synapse: null });
    net.probe(out, { label: `probe ${labelOf(k)}` });
    net.probe(out, { label: `sampled ${labelOf(k)}`, sampleEvery: 0.002 });
  }
  return build(net);
}

/** Values that are too large from a step on, in one item; in the others two steps later. */
const samplesFor = ({ step, width }: Failing, k: number, batch: number): Samples =>
  samplesOf(
    [batch, STEPS, width],
    Float64Array.from({ length: batch * STEPS * width }, (_, i) => {
      const [item, now] = [Math.floor(i / width / STEPS), (Math.floor(i / width) % STEPS) + 1];
      return now < step + (item === k % batch ? 0 : 2) ? i + 1 : 1e200;
    }),
  );

/** What is told of a run in which functions fail, and what is there after it. */
async function outcome(functions: readonly Failing[], backend: string, threads: number, batch: number) {
  const model = await modelOf(functions);
  const inputs = Object.fromEntries(
    functions.flatMap((failing, k) => (failing.kind === 'time' ? [] : [[`to ${labelOf(k)}`, samplesFor(failing, k, batch)]])),
  );
  await using runtime = await createRuntime(reference(), wasm(), { warn: () => undefined });
  using simulation = await runtime.simulate(model, { backend, threads, batch, inputs });
  const told = await simulation.runSteps(STEPS).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
  const probes = model.probes.map(({ path }) => ({
    shape: simulation.data(path).shape,
    data: Float64Array.from(simulation.data(path).data),
    times: simulation.times(path),
  }));
  return { told, step: simulation.step, probes };
}

async function sameEverywhere(functions: readonly Failing[], batch = 1): Promise<string> {
  const expected = await outcome(functions, 'reference', 1, batch);
  for (const threads of [1, 2, 3]) {
    expect(await outcome(functions, 'wasm', threads, batch), `${threads} threads`).toEqual(expected);
  }
  return expected.told;
}

const square = (step: number, width = 1): Failing => ({ kind: 'square', step, width });
const own = (step: number): Failing => ({ kind: 'own', step, width: 1 });
const time = (step: number): Failing => ({ kind: 'time', step, width: 1 });

describe('a function that fails is told as in the reference, and what was recorded before it is kept', () => {
  test('where another that is called ahead fails later, or in the same step', async () => {
    expect(await sameEverywhere([time(6), square(3)])).toMatch(/^b: .* t = 0.003 s$/);
    expect(await sameEverywhere([square(6), time(3)])).toMatch(/^b: .* t = 0.003 s$/);
    expect(await sameEverywhere([square(4), time(4)])).toMatch(/at t = 0.004 s$/);
    expect(await sameEverywhere([time(4), square(4)])).toMatch(/at t = 0.004 s$/);
  });

  test('where it fails by itself, in the module and out of it', async () => {
    for (const alone of [square(5), own(5), time(5)]) expect(await sameEverywhere([alone])).toMatch(/^a: .* t = 0.005 s$/);
    const { step, probes } = await outcome([own(5)], 'wasm', 1, 1);
    expect([step, probes.map(({ shape }) => shape)]).toEqual([
      4,
      [
        [1, 4, 1],
        [1, 2, 1],
      ],
    ]);
  });

  test('where parts of the network on several threads fail in the same step', async () => {
    expect(await sameEverywhere([square(1, 20), square(1, 40)])).toMatch(/^a: /);
    expect(await sameEverywhere([square(1, 40), square(1, 20)])).toMatch(/^a: /);
    expect(await sameEverywhere([square(2, 20), square(1, 40), square(1, 30)])).toMatch(/^b: /);
  });

  test('where one fails on the host and another in a worker', async () => {
    expect(await sameEverywhere([own(3), square(7)])).toMatch(/^a: .* t = 0.003 s$/);
    expect(await sameEverywhere([square(7), own(3)])).toMatch(/^b: .* t = 0.003 s$/);
    expect(await sameEverywhere([own(7), square(3)])).toMatch(/^b: .* t = 0.003 s$/);
    expect(await sameEverywhere([square(3), own(3)])).toMatch(/at t = 0.003 s$/);
    expect(await sameEverywhere([own(3), square(3)])).toMatch(/at t = 0.003 s$/);
  });

  test('whatever fails, wherever and whenever', async () => {
    const failing = fc.record({
      kind: fc.constantFrom('square', 'own', 'time'),
      step: fc.constantFrom(1, 2, 3, 9, STEPS + 1),
      width: fc.constantFrom(1, 3, 40),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(failing, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), async (functions, batch) => {
        await sameEverywhere(functions, batch);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a step by itself', () => {
  test('tells of parts on several threads what one thread meets first', async () => {
    const model = await modelOf([square(1, 20), square(1, 40)]);
    const backend = new WasmBackend({ warn: () => undefined });
    const options = { dt: 0.001, batch: 1, precision: 'float64', threads: 2, functions: {}, seed: 0 } as const;
    const engine = await backend.compile(model, options);
    for (const path of ['to a', 'to b']) engine.setInput(path, new Float64Array(path === 'to a' ? 20 : 40).fill(1e200));
    expect(() => engine.step()).toThrow(/^a: its function returned Infinity as element 0 at t = 0.001 s$/);
    engine.reset();
    engine.setInput('to b', new Float64Array(40).fill(1e200));
    expect(() => engine.step()).toThrow(/^b: /);
    engine.dispose();
  });
});
