import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { createRuntime, type Simulation } from '@rheobase/runtime';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { definitions, functions } from './definitions.js';
import { bitsOf, inputsFor, modelOf, recipes } from './running.js';

const BATCH = 3;

const both = createRuntime(reference(), wasm());

async function simulationOn(backend: 'reference' | 'wasm', model: Model, steps: number): Promise<Simulation> {
  return (await both).simulate(model, { backend, functions, definitions, inputs: inputsFor(model, BATCH, steps), batch: BATCH });
}

/** Held probe by probe, so that a failure says where. */
function same(got: Simulation, expected: Simulation, { probes }: Model): void {
  for (const { path } of probes) expect([path, ...bitsOf(got.data(path).data)]).toEqual([path, ...bitsOf(expected.data(path).data)]);
}

/** The fast simulator has the bits of the reference, over `runs` networks of everything there is, run for so many steps. */
export function fastSimulatorProperties(runs: number, steps: number): void {
  it(`wasm gives the bits of the reference (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(recipes, async recipe => {
        const model = await modelOf(recipe);
        using fast = await simulationOn('wasm', model, steps);
        using slow = await simulationOn('reference', model, steps);
        await Promise.all([fast.runSteps(steps), slow.runSteps(steps)]);
        same(fast, slow, model);
      }),
      { numRuns: runs },
    );
  });

  it(`a snapshot of wasm goes on elsewhere with the bits of the reference, and a reset rewinds it (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(recipes, fc.integer({ min: 0, max: steps }), async (recipe, cut) => {
        const model = await modelOf(recipe);
        using first = await simulationOn('wasm', model, steps);
        await first.runSteps(cut);
        using second = await simulationOn('wasm', model, steps);
        await second.runSteps(7);
        second.restore(first.snapshot());
        await Promise.all([first.runSteps(steps - cut), second.runSteps(steps - cut)]);
        expect(second.snapshot()).toEqual(first.snapshot());
        first.reset();
        await first.runSteps(steps);
        using slow = await simulationOn('reference', model, steps);
        await slow.runSteps(steps);
        same(first, slow, model);
      }),
      { numRuns: runs },
    );
  });
}
