import { reference } from '@rheobase/plugin-reference';
import { checkProgram, lower, type Pass, printProgram, standardPasses } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inputsFor, modelOf, recipes, recorded, runOf, simulationOf } from './running.js';

const sets: fc.Arbitrary<readonly Pass[]> = fc
  .shuffledSubarray(['dropUnread', 'shareEqual', 'biasColumn'], { minLength: 1 })
  .map(names => names.flatMap(name => standardPasses.filter(pass => pass.name === name)));

/** What passes promise, over `runs` networks each. */
export function passesProperties(runs: number): void {
  const fewer = Math.ceil(runs / 4);
  it(`any passes in any order leave every bit of every probe, in batches, too (${runs} networks)`, async () => {
    const raw = await createRuntime(reference({ passes: [] }));
    await fc.assert(
      fc.asyncProperty(recipes, sets, fc.integer({ min: 1, max: 3 }), async (recipe, passes, batch) => {
        const model = await modelOf(recipe);
        const small = await createRuntime(reference({ passes }));
        expect(await runOf(model, 12, { batch, runtime: small })).toEqual(await runOf(model, 12, { batch, runtime: raw }));
      }),
      { numRuns: runs },
    );
  });

  it(`with passes, a run that is split, restored and rewound has the bits of one without passes (${fewer} networks)`, async () => {
    const raw = await createRuntime(reference({ passes: [] }));
    await fc.assert(
      fc.asyncProperty(recipes, fc.integer({ min: 1, max: 11 }), async (recipe, cut) => {
        const model = await modelOf(recipe);
        using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, 12) });
        await simulation.runSteps(cut);
        const state = simulation.snapshot();
        await simulation.runSteps(12 - cut);
        simulation.restore(state);
        await simulation.runSteps(12 - cut);
        simulation.reset();
        await simulation.runSteps(cut);
        await simulation.runSteps(12 - cut);
        expect(recorded(simulation, model.probes)).toEqual(await runOf(model, 12, { runtime: raw }));
      }),
      { numRuns: fewer },
    );
  });

  it(`every pass makes a sound program, no larger, with the same inputs and probes, and finds nothing left the second time (${fewer} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(recipes, sets, async (recipe, passes) => {
        const made: string[] = [];
        lower(await modelOf(recipe), {
          dt: 0.001,
          passes,
          observe: (name, program) => {
            made.push(name);
            checkProgram(program);
            for (const pass of passes.filter(pass => pass.name === name)) {
              expect(printProgram(pass.apply(program))).toBe(printProgram(program));
            }
          },
        });
        expect(made).toEqual(['lower', ...passes.map(({ name }) => name)]);
      }),
      { numRuns: fewer },
    );
  });

  it(`what is learned comes back as without passes (${fewer} networks)`, async () => {
    const raw = await createRuntime(reference({ passes: [] }));
    await fc.assert(
      fc.asyncProperty(recipes, async recipe => {
        const model = await modelOf(recipe);
        fc.pre(model.connections.some(({ rules }) => rules.length > 0));
        const inputs = inputsFor(model, 2, 9);
        using one = await simulationOf(model, { inputs });
        using other = await simulationOf(model, { inputs, runtime: raw });
        await Promise.all([one.runSteps(9), other.runSteps(9)]);
        for (const item of [0, 1]) expect(one.toModel(item)).toEqual(other.toModel(item));
      }),
      { numRuns: fewer },
    );
  });
}
