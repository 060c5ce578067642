import { build } from '@rheobase/build';
import { defineOperator, lif, lowpass, Network, type OperatorRecord, SimulationError } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import {
  customOperator,
  lower,
  type Operator,
  type Pass,
  plainKernels,
  printProgram,
  type Signal,
  standardPasses,
  withOperators,
} from '@rheobase/program';
import { createRuntime, interpret, type Simulation } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';

/** A running mean of what it reads; `w` holds, for the next step, how far it is from it. */
const running = defineOperator({
  name: 'running',
  version: '1',
  reads: ['x'],
  sets: ['y'],
  updates: ['w'],
  parameters: { keep: 0.9, fails: 0 },
  state: ({ sizes }) => ({ mean: new Float64Array(sizes.y).fill(0.25), steps: [0] }),
  check: ({ sizes: { x, y } }) => (x === y ? null : `sets ${y} values of y for ${x} of x`),
  cost: ({ sizes }) => 2 * sizes.x,
  step: ({ reads: { x }, sets: { y }, updates: { w }, state: { mean, steps }, parameters: { keep, fails }, dt, time }) => {
    steps[0] = (steps[0] ?? 0) + 1;
    for (const i of y.keys()) {
      const next = keep * (mean[i] ?? 0) + (1 - keep) * (x[i] ?? 0);
      w[i] = (x[i] ?? 0) - next;
      mean[i] = next;
      y[i] = steps[0] * dt === time ? next : Number.NaN;
      if (fails > 0 && steps[0] >= fails) y[i] = Number.POSITIVE_INFINITY;
      x[i] = 1e9;
    }
  },
});

/** Places an operator that reads `from`, and has the probe at `path` read what it sets. */
const placing = (record: OperatorRecord, from: string, path: string, updates: Readonly<Record<string, string>> = { w: 'own.w' }): Pass => ({
  name: 'placing',
  apply(program) {
    const sizes = { size: program.signals.get(from)?.size ?? 0, initial: null, sparse: false, random: null };
    const own: Signal[] = ['own.y', 'own.w'].map(id => ({ id, ...sizes }));
    const known = new Map([...program.signals, ...own.map(signal => [signal.id, signal] as const)]);
    const { operator, signals } = customOperator(
      record,
      { source: 'own', reads: { x: from }, sets: { y: 'own.y' }, updates },
      { dt: program.dt, signals: known },
    );
    const at = program.operators.findIndex(({ source }) => source === path);
    const moved = program.operators.map(
      (one): Operator => (one.kind === 'gather' && one.source === path ? { ...one, in: 'own.y', indices: null } : one),
    );
    const all = new Map([...known, ...signals.map(signal => [signal.id, signal] as const)]);
    return withOperators(program, [...moved.slice(0, at), operator, ...moved.slice(at)], all);
  },
});

async function model(): Promise<Model> {
  const net = new Network({ seed: 4 });
  const input = net.input(2, { label: 'in' });
  const cells = net.ensemble(30, 2, { label: 'cells', neuronType: lif() });
  net.connect(input, cells, { synapse: lowpass(0.01) });
  const out = net.passthrough(2, { label: 'out' });
  net.connect(cells, out, { label: 'decoded', synapse: lowpass(0.02) });
  net.probe(out, { label: 'probe' });
  net.probe(cells, { label: 'other' });
  return build(net);
}

const steps = 40;
const inputs = (batch: number) =>
  samplesOf(
    [batch, steps, 2],
    Float64Array.from({ length: batch * steps * 2 }, (_, i) => Math.sin(0.05 * i)),
  );

const passes = [...standardPasses, placing(running({ keep: 0.8 }), 'out.in', 'probe')];
const plugins = [() => reference({ passes }), () => wasm({ passes })] as const;

/** What `use` gives on the reference and on wasm, which must be equal. */
async function both<T>(given: Model, batch: number, use: (simulation: Simulation) => T | Promise<T>, threads = 1): Promise<T> {
  const results: T[] = [];
  for (const plugin of plugins) {
    await using runtime = await createRuntime(plugin(), { warn: () => undefined });
    using simulation = await runtime.simulate(given, { inputs: inputs(batch), threads });
    results.push(await use(simulation));
  }
  const [first, second] = results;
  expect(second).toEqual(first);
  return first ?? expect.fail();
}

describe('an operator of the user', () => {
  it('that a pass places runs on reference and wasm with the same bits, item by item, on any number of threads', async () => {
    const given = await model();
    const data = async (simulation: Simulation) => {
      await simulation.runSteps(steps);
      return Array.from(simulation.data('probe').data);
    };
    const one = await both(given, 1, data);
    const three = await both(given, 3, data);
    expect(three.slice(0, one.length)).toEqual(one);
    expect(await both(given, 3, data, 2)).toEqual(three);
    expect(Math.max(...three.map(Math.abs))).toBeGreaterThan(0.05);
    expect(new Set(three).size).toBeGreaterThan(steps);
  });

  it('computes what its step says from what comes in', async () => {
    const given = await model();
    const plain = interpret(lower(given, { dt: 0.001 }), plainKernels, { batch: 1 });
    const own = interpret(lower(given, { dt: 0.001, passes }), plainKernels, { batch: 1 });
    const mean = [0.25, 0.25];
    for (let step = 0; step < steps; step++) {
      for (const engine of [plain, own]) {
        engine.setInput('in', Float64Array.of(Math.cos(step / 9), 0.5));
        engine.step();
      }
      const x = Array.from(plain.signal('probe'));
      for (const [i, value] of x.entries()) mean[i] = 0.8 * (mean[i] ?? 0) + (1 - 0.8) * value;
      expect(Array.from(own.signal('probe'))).toEqual(mean);
      expect(Array.from(own.signal('own.w'))).toEqual(x.map((value, i) => value - (mean[i] ?? 0)));
    }
  });

  it('that reads nothing may be run ahead of the step, with the same bits', async () => {
    const clock = defineOperator({
      name: 'clock',
      version: '1',
      sets: ['y'],
      state: () => ({ last: [0] }),
      step: ({ sets: { y }, state: { last }, time }) => {
        y.fill(10 * (last[0] ?? 0) + time);
        last[0] = time;
      },
    });
    const pass: Pass = {
      name: 'clock',
      apply: program => {
        const { operator, signals } = customOperator(clock(), { source: 'own', sets: { y: 'probe.sample' } }, program);
        const others = program.operators.filter(({ source }) => source !== 'probe');
        return withOperators(program, [...others, operator], new Map([...program.signals, ...signals.map(one => [one.id, one] as const)]));
      },
    };
    for (const plugin of [reference({ passes: [pass] }), wasm({ passes: [pass] })]) {
      await using runtime = await createRuntime(plugin, { warn: () => undefined });
      using simulation = await runtime.simulate(await model(), { inputs: inputs(2) });
      await simulation.runSteps(3);
      const item = [1, 2, 3].flatMap(step => Array(2).fill(10 * ((step - 1) * 0.001) + step * 0.001));
      expect(Array.from(simulation.data('probe').data)).toEqual([...item, ...item]);
    }
  });

  it('keeps its state in snapshots and starts again after a reset', async () => {
    await both(await model(), 2, async simulation => {
      await simulation.runSteps(15);
      const state = simulation.snapshot();
      await simulation.runSteps(10);
      const straight = Array.from(simulation.data('probe').data);
      simulation.restore(state);
      await simulation.runSteps(10);
      const restored = Array.from(simulation.data('probe').data);
      expect(restored.slice(-20)).toEqual(straight.slice(-20));
      simulation.reset();
      await simulation.runSteps(25);
      expect(Array.from(simulation.data('probe').data)).toEqual(straight);
      return straight;
    });
  });

  it('is shown by printProgram, and warned of by wasm with object, name and cost', async () => {
    const given = await model();
    expect(printProgram(lower(given, { dt: 0.001, passes }))).toMatch(/^custom +=own\.y {2}\^own\.w {2}out\.in$/m);
    const warnings: string[] = [];
    await using runtime = await createRuntime(wasm({ passes }), { warn: message => void warnings.push(message) });
    using _ = await runtime.simulate(given);
    expect(warnings).toEqual([
      "wasm: own: operator 'running' (about 4 operations a step) has no kernel, so it runs on the host at the speed of the reference backend, and every step leaves WebAssembly for it",
    ]);
  });

  it('that gives what is not finite stops the run with its name, on both backends', async () => {
    const failing = [placing(running({ fails: 3 }), 'out.in', 'probe')];
    for (const plugin of [reference({ passes: failing }), wasm({ passes: failing })]) {
      await using runtime = await createRuntime(plugin, { warn: () => undefined });
      using simulation = await runtime.simulate(await model(), { inputs: inputs(1) });
      const failed = simulation.runSteps(5);
      await expect(failed).rejects.toThrow(SimulationError);
      await expect(failed).rejects.toThrow(/own: operator 'running' gave Infinity as element 0 of y at t = 0\.003/);
    }
  });

  it.each([
    ['a size that its check rejects', 'in', 'program: operator custom of own sets 2 values of y for 30 of x'],
    ['a signal that there is not', 'nowhere', 'program: operator custom of own uses the unknown signal nowhere'],
  ])('is rejected before the run for %s', async (_what, from, message) => {
    const signal = from === 'in' ? 'cells.output' : from;
    const broken = placing(running(), 'out.in', 'probe');
    const pass: Pass = {
      name: 'broken',
      apply: program => {
        const placed = broken.apply(program);
        return { ...placed, operators: placed.operators.map(one => (one.kind === 'custom' ? { ...one, reads: { x: signal } } : one)) };
      },
    };
    for (const plugin of [reference({ passes: [pass] }), wasm({ passes: [pass] })]) {
      await using runtime = await createRuntime(plugin);
      await expect(runtime.simulate(await model())).rejects.toThrow(message);
    }
  });

  it('is rejected for names that its definition does not have, or that have no signal', async () => {
    const given = await model();
    const placed = (updates: Readonly<Record<string, string>>) => () =>
      lower(given, { dt: 0.001, passes: [placing(running(), 'out.in', 'probe', updates)] });
    expect(placed({})).toThrow('program: operator custom of own has no signal for w, which it updates');
    expect(placed({ w: 'own.w', v: 'own.w' })).toThrow("program: operator custom of own has a signal for 'v', but it updates w");
  });

  it('is rejected by a backend without a kernel for it, with those that it has', async () => {
    const program = lower(await model(), { dt: 0.001, passes });
    const { custom: _custom, ...kernels } = plainKernels;
    expect(() => interpret(program, kernels, { batch: 1 })).toThrow(
      `own: this backend has no kernel for operator custom; it has kernels for ${Object.keys(kernels).join(', ')}`,
    );
  });
});

describe('defineOperator', () => {
  const step = () => undefined;

  it.each([
    ['a name', { name: '', version: '1', step }, 'a name, a version and a step function are needed'],
    ['a step', { name: 'a', version: '1', step: 'x' }, 'a name, a version and a step function are needed'],
    ['lists of names', { name: 'a', version: '1', step, reads: 'x' }, 'defineOperator: a: reads must be a list of names, but x was given'],
    ['different names', { name: 'a', version: '1', step, reads: ['x'], sets: ['x'] }, "defineOperator: a: 'x' names two things"],
    ['functions', { name: 'a', version: '1', step, check: 1 }, 'defineOperator: a: check must be a function, but 1 was given'],
    [
      'no adjoint of what has state',
      { name: 'a', version: '1', step, state: () => ({ s: [0] }), adjoint: step },
      'an operator with state or updates has no adjoint',
    ],
    ['known options', { name: 'a', version: '1', step, inputs: ['x'] }, "defineOperator: there is no option 'inputs'"],
  ])('needs %s', (_what, options, message) => {
    expect(() => Reflect.apply(defineOperator, null, [options])).toThrow(message);
  });

  it('makes records with known, finite parameters', () => {
    expect(running({ keep: 0.5 })).toMatchObject({ name: 'running', version: '1', parameters: { keep: 0.5, fails: 0 } });
    expect(() => running({ keep: Number.NaN })).toThrow('running: keep must be a finite number, but NaN was given');
    expect(() => Reflect.apply(running, null, [{ kept: 1 }])).toThrow("running: there is no parameter 'kept'; there are keep, fails");
  });
});
