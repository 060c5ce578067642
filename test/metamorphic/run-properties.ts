import { build } from '@rheobase/build';
import { type Network, networkFromJSON, networkToJSON } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import { type Model, modelFromBytes, modelToBytes } from '@rheobase/model';
import { lower } from '@rheobase/program';
import type { Simulation } from '@rheobase/runtime';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Choices } from './choices.js';
import { definitions, functions } from './definitions.js';
import { neuronType, responses } from './neuron-types.js';
import { nodeRecord } from './records.js';
import { runnableNetwork } from './runnable-network.js';
import { bitsOf, inputsFor, itemOf, modelOf, recipes, recorded, runOf, simulationOf } from './running.js';

const STEPS = 12;

/** Puts an object of some kind into a network, with all it needs. */
function addUnrelated(net: Network, seed: number): void {
  const c = new Choices(seed);
  const type = neuronType(c, 4);
  const options = { label: 'extra', neuronType: type, evalPointCount: 9, ...responses(c, 4, type) };
  c.one<() => void>([
    () => net.constant(c.list(2), { label: 'extra' }),
    () => net.node(nodeRecord(c, 2), { label: 'extra' }),
    () => net.ensemble(4, 2, options),
    () => {
      const ensemble = net.ensemble(4, 2, options);
      net.connect(ensemble, ensemble, { label: 'extra loop' });
      net.probe(ensemble, { label: 'extra probe' });
    },
    () => net.connect(net.constant([1, 2], { label: 'extra' }), net.passthrough(2, { label: 'extra end' }), { label: 'extra link' }),
  ])();
}

/** Runs so many steps in pieces of the given lengths, the last piece as long as is left. */
async function inPieces(simulation: Simulation, pieces: readonly number[]): Promise<void> {
  let left = STEPS;
  for (const piece of pieces) {
    await simulation.runSteps(Math.min(piece, left));
    left -= Math.min(piece, left);
  }
  await simulation.runSteps(left);
}

/** Every chunk of a stream of records of one item, one after the other. */
const joined = (chunks: readonly Samples[]): readonly bigint[] => chunks.flatMap(({ data }) => bitsOf(data));

const drawsAnything = (model: Model): boolean =>
  Array.from(lower(model, { dt: 0.001 }).signals.values()).some(({ random }) => random !== null);

/** What must hold for any way of running one network, bit for bit, over `runs` networks each. */
export function runProperties(runs: number): void {
  const holds = <T>(name: string, more: fc.Arbitrary<T>, claim: (model: Model, more: T) => Promise<void>) =>
    it(`${name} (${runs} networks)`, async () => {
      await fc.assert(
        fc.asyncProperty(recipes, more, async (recipe, given) => claim(await modelOf(recipe), given)),
        { numRuns: runs },
      );
    });

  holds('run(a) and run(b) are run(a + b)', fc.integer({ min: 0, max: STEPS }), async (model, a) => {
    using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, STEPS) });
    await simulation.run(a * simulation.dt);
    await simulation.run((STEPS - a) * simulation.dt);
    expect(recorded(simulation, model.probes)).toEqual(await runOf(model, STEPS));
  });

  holds('a run in many pieces is one run', fc.array(fc.integer({ min: 0, max: 5 })), async (model, pieces) => {
    using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, STEPS) });
    await inPieces(simulation, pieces);
    expect(recorded(simulation, model.probes)).toEqual(await runOf(model, STEPS));
  });

  holds('a snapshot restored elsewhere goes on as if uninterrupted', fc.integer({ min: 0, max: STEPS }), async (model, cut) => {
    const inputs = inputsFor(model, 2, STEPS);
    using first = await simulationOf(model, { inputs });
    await first.runSteps(cut);
    using second = await simulationOf(model, { inputs });
    await second.runSteps(3);
    second.reset();
    second.restore(first.snapshot());
    await Promise.all([first.runSteps(STEPS - cut), second.runSteps(STEPS - cut)]);
    for (const probe of model.probes) {
      const [whole, rest] = [first.data(probe.path), second.data(probe.path)];
      const tail = (item: number) =>
        whole.data.slice(
          (item + 1) * whole.shape[1] * whole.shape[2] - rest.shape[1] * rest.shape[2],
          (item + 1) * whole.shape[1] * whole.shape[2],
        );
      expect(bitsOf(rest.data)).toEqual([...bitsOf(tail(0)), ...bitsOf(tail(1))]);
    }
    expect(second.snapshot()).toEqual(first.snapshot());
  });

  holds('reset rewinds everything', fc.integer({ min: 0, max: STEPS }), async (model, made) => {
    using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, STEPS) });
    await simulation.runSteps(made);
    simulation.reset();
    await simulation.runSteps(STEPS);
    expect(recorded(simulation, model.probes)).toEqual(await runOf(model, STEPS));
  });

  holds('probes in chunks are the whole of them', fc.array(fc.integer({ min: 0, max: 5 })), async (model, pieces) => {
    using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, STEPS) });
    const chunks = new Map(model.probes.map(({ path }) => [path, [] as Samples[]]));
    for (const [path, list] of chunks) simulation.samples(path).subscribe(chunk => list.push(chunk));
    await inPieces(simulation, pieces);
    for (const [path, list] of chunks) expect(joined(list)).toEqual(bitsOf(simulation.data(path).data));
  });

  holds('an item of a batch is a run of its own', fc.integer({ min: 2, max: 3 }), async (model, batch) => {
    const inputs = inputsFor(model, batch, STEPS);
    using together = await simulationOf(model, { inputs });
    await together.runSteps(STEPS);
    // Items beyond the first start their random streams elsewhere.
    const items = drawsAnything(model) ? [0] : Array.from({ length: batch }, (_, item) => item);
    for (const item of items) {
      const alone = await runOf(model, STEPS, { inputs: itemOf(inputs, item) });
      for (const { path } of model.probes) {
        const { data, shape } = together.data(path);
        const size = shape[1] * shape[2];
        expect(bitsOf(data.slice(item * size, (item + 1) * size))).toEqual(alone.get(path));
      }
    }
  });

  holds('a model read from its document runs the same', fc.constant(null), async model => {
    const again = modelFromBytes(modelToBytes(model));
    expect(await runOf(again, STEPS)).toEqual(await runOf(model, STEPS));
  });

  it(`a network read from its document builds and runs the same (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(recipes, async recipe => {
        const model = await modelOf(recipe);
        const text = JSON.stringify(networkToJSON(runnableNetwork(recipe)));
        const again = await build(networkFromJSON(JSON.parse(text), { functions, definitions }));
        expect(await runOf(again, STEPS)).toEqual(await runOf(model, STEPS));
      }),
      { numRuns: runs },
    );
  });

  it(`an unrelated object changes nothing (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(recipes, fc.nat(), async (recipe, seed) => {
        const model = await modelOf(recipe);
        const more = await build(runnableNetwork(recipe, net => addUnrelated(net, seed)));
        const alone = await runOf(model, STEPS);
        const beside = await runOf(more, STEPS);
        for (const [path, bits] of alone) expect(beside.get(path)).toEqual(bits);
      }),
      { numRuns: runs },
    );
  });
}
