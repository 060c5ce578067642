import { build } from '@rheobase/build';
import { constant, hostFunction, Network, type ProcessRecord, presentInput, table, tensor, whiteSignal } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { lower, reseed, standardPasses } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WasmEngine } from '../src/engine/wasm-engine.js';
import { wasm } from '../src/index.js';
import { compileSimulator } from '../src/machine/machine.js';
import { planProgram } from '../src/plan/plan-program.js';

function source(process: ProcessRecord): Network {
  const net = new Network({ seed: 1 });
  net.probe(net.process(process, { label: 'source' }), { label: 'out' });
  return net;
}

const planOf = async (net: Network) => planProgram(lower(await build(net), { dt: 0.001, passes: standardPasses }), 'float64', 2);

async function rowsOf(process: ProcessRecord, backend: string, { dt = 0.001, steps = 60 } = {}): Promise<readonly number[]> {
  await using runtime = await createRuntime(reference(), wasm());
  using simulation = await runtime.simulate(await build(source(process)), { backend, dt, batch: 2 });
  for (const count of [1, steps - 1]) await simulation.runSteps(count);
  return Array.from(simulation.data('out').data);
}

const numbered = (count: number) =>
  tensor(
    [count, 1],
    Float64Array.from({ length: count }, (_, row) => row),
  );

describe('rows in turn', () => {
  test('come when the reference has them, whatever their time and the length of a step', async () => {
    const time = fc.oneof(
      fc.double({ min: 1e-5, max: 0.02, noNaN: true }),
      fc.integer({ min: 1, max: 30 }).map(k => k / 1000),
    );
    const dt = fc.constantFrom(0.001, 0.0005, 0.0003, 1 / 1024);
    await fc.assert(
      fc.asyncProperty(time, dt, fc.integer({ min: 1, max: 7 }), async (each, step, count) => {
        const process = presentInput(numbered(count), each);
        expect(await rowsOf(process, 'wasm', { dt: step })).toEqual(await rowsOf(process, 'reference', { dt: step }));
      }),
      { numRuns: 60 },
    );
  });

  test('follow another seed after a reset also where the host gives them', async () => {
    const made = lower(await build(source(whiteSignal({ period: 0.01, high: 200 }))), { dt: 0.001 });
    // Rows that change more than a thousand times a step are the host's matter.
    const hasty = {
      ...made,
      operators: made.operators.map(operator => (operator.kind === 'table' ? { ...operator, each: 1e-7 } : operator)),
    };
    const plan = planProgram(hasty, 'float64', 1);
    expect(plan.ahead.size).toBe(1);
    const simulator = await compileSimulator();
    const engine = new WasmEngine(hasty, plan, simulator);
    engine.step();
    engine.reset({ seed: 2 });
    const drawn = reseed(made, 2);
    const other = new WasmEngine(drawn, planProgram(drawn, 'float64', 1), simulator);
    for (let step = 0; step < 5; step++) {
      engine.step();
      other.step();
      expect(engine.signal('out')).toEqual(other.signal('out'));
    }
    expect(drawn.operators.find(({ kind }) => kind === 'table')).not.toEqual(made.operators.find(({ kind }) => kind === 'table'));
  });

  test('are in the module, so that a function of the user does not call them step by step', async () => {
    const net = source(whiteSignal({ period: 0.1, high: 50 }));
    const own = net.function(
      hostFunction('own', '1', (_time, x) => x),
      1,
      1,
      { label: 'own' },
    );
    net.connect(net.constant([1]), own, { synapse: null });
    net.probe(own);
    const { parts, ahead } = await planOf(net);
    expect([ahead.size, parts.filter(part => 'host' in part).length]).toEqual([0, 1]);
  });

  test('are not taken for one row of the same numbers', async () => {
    const net = new Network({ seed: 1 });
    const numbers = [1, 2, 3, 4, 5, 6];
    net.probe(net.node(table(tensor([2, 3], numbers)), { label: 'rows' }), { label: 'in turn' });
    net.probe(net.node(constant(numbers), { label: 'row' }), { label: 'at once' });
    await using runtime = await createRuntime(wasm());
    using simulation = await runtime.simulate(await build(net));
    await simulation.runSteps(2);
    expect(Array.from(simulation.data('in turn').data)).toEqual(numbers);
    expect(Array.from(simulation.data('at once').data)).toEqual([...numbers, ...numbers]);
  });

  test.each<readonly [string, ProcessRecord, readonly number[]]>([
    ['are too many to lie in the memory', presentInput(numbered(2 ** 21 + 1), 0.001), [0, 1, 2]],
    ['go by too fast to be counted', presentInput(numbered(3), 1e-7), [0, 1, 2]],
  ])('are given by the host where they %s', async (_, process, expected) => {
    const { parts, ahead } = await planOf(source(process));
    expect([ahead.size, parts.length]).toEqual([1, 1]);
    const found = await rowsOf(process, 'wasm', { steps: 3 });
    expect(found).toEqual(await rowsOf(process, 'reference', { steps: 3 }));
    expect(found).toEqual([...expected, ...expected]);
  });
});
