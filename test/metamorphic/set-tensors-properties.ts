import { type Tensor, tensor, UnsupportedError } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import type { Model, TensorId } from '@rheobase/model';
import { withTensors } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { lower, tensorsOf } from '@rheobase/program';
import { createRuntime, type Simulation } from '@rheobase/runtime';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { definitions, functions } from './definitions.js';
import { inputsFor, modelOf, recipes, recorded } from './running.js';

const STEPS = 10;
const BATCH = 3;

type Options = Readonly<Record<string, unknown>> & {
  readonly backend: 'reference' | 'wasm';
  readonly precision?: 'float64' | 'float32';
  readonly threads?: number;
};

const kinds: readonly Options[] = [
  { backend: 'reference' },
  ...(['float64', 'float32'] as const).flatMap(precision => [1, 2].map(threads => ({ backend: 'wasm' as const, precision, threads }))),
];

/** The tensors that parameters of the program refer to and nothing else does. */
function editable(model: Model): readonly TensorId[] {
  const program = lower(model, { dt: 0.001, functions, definitions });
  const ids = new Set(program.operators.flatMap(operator => Array.from(tensorsOf(operator))));
  return Array.from(ids).filter(id => !program.fixed.has(id));
}

/** Values a little apart, so that times and amplitudes stay in their ranges, and draws below 1. */
function nearby({ shape, data }: Tensor, seed: string): Tensor {
  const random = randomStream(seed);
  return tensor(
    shape,
    Float64Array.from(data, x => x * (0.9 + 0.1 * random.uniform())),
  );
}

/** Other values of some of the tensors of a model. */
const edits = (model: Model, seed: number): ReadonlyMap<TensorId, Tensor> =>
  new Map(
    editable(model).flatMap(id => {
      const found = model.tensors.get(id);
      return found && randomStream(`${seed} ${id}`).uniform() < 0.7 ? [[id, nearby(found, `${id} ${seed}`)] as const] : [];
    }),
  );

/** Sets tensors. In float32 the time constants of lif choose its kernel, so others may be refused: then nothing has changed. */
function setOrRefused(simulation: Simulation, changes: ReadonlyMap<TensorId, Tensor>, { precision }: Options): boolean {
  try {
    simulation.setTensors(Object.fromEntries(changes));
    return true;
  } catch (error) {
    const allowed = precision === 'float32' && error instanceof UnsupportedError && error.code === 'fixed-tensor';
    if (!allowed || !/\.tau(Rc|Ref)$/.test(error.object ?? '')) throw error;
    return false;
  }
}

/** What setting tensors promises, over `runs` networks each. */
export function setTensorsProperties(runs: number): void {
  const runtime = createRuntime(reference(), wasm(), { warn: () => undefined });
  const simulate = async (model: Model, options: Options): Promise<Simulation> =>
    (await runtime).simulate(model, { ...options, functions, definitions, inputs: inputsFor(model, BATCH, 2 * STEPS), batch: BATCH });

  it.each(
    kinds,
  )(`an engine with the tensors of another model is, after a reset, the engine of that model: %o (${runs} networks)`, async options => {
    await fc.assert(
      fc.asyncProperty(recipes, fc.nat(), fc.integer({ min: 0, max: 4 }), async (recipe, seed, before) => {
        const model = await modelOf(recipe);
        const changes = edits(model, seed);
        const other = withTensors(model, changes);
        using edited = await simulate(model, options);
        await edited.runSteps(before);
        const taken = setOrRefused(edited, changes, options);
        edited.reset();
        using fresh = await simulate(taken ? other : model, options);
        await Promise.all([edited.runSteps(STEPS), fresh.runSteps(STEPS)]);
        expect(recorded(edited, model.probes)).toEqual(recorded(fresh, model.probes));
        for (const item of [0, BATCH - 1]) expect(edited.toModel(item)).toEqual(fresh.toModel(item));
      }),
      { numRuns: runs },
    );
  });

  it.each([
    1, 2,
  ])(`tensors set in the middle of a run mean the same on the reference and on wasm with %d threads (${runs} networks)`, async threads => {
    await fc.assert(
      fc.asyncProperty(recipes, fc.nat(), fc.integer({ min: 0, max: STEPS }), async (recipe, seed, cut) => {
        const model = await modelOf(recipe);
        const values = [edits(model, seed), edits(model, seed + 1)].map(changes => Object.fromEntries(changes));
        using slow = await simulate(model, { backend: 'reference' });
        using fast = await simulate(model, { backend: 'wasm', threads });
        for (const simulation of [slow, fast]) {
          await simulation.runSteps(cut);
          for (const changed of values) {
            simulation.setTensors(changed);
            await simulation.runSteps(STEPS - cut);
          }
        }
        expect(recorded(fast, model.probes)).toEqual(recorded(slow, model.probes));
        expect(fast.toModel(1)).toEqual(slow.toModel(1));
      }),
      { numRuns: runs },
    );
  });
}
