import { build } from '@rheobase/build';
import { samplesOf } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Imported } from '@rheobase/runtime';
import { evaluateOnnx, type OnnxInput, onnx, readOnnx } from '../src/index.js';

export const runtime = await createRuntime(reference(), onnx());

/** Outputs after one step on the reference backend, by their names in the file. */
export const runImported = async ({ network, inputs, outputs }: Imported, given: ReadonlyMap<string, OnnxInput>) => {
  const model = await build(network);
  const samples = Object.entries(inputs).map(([name, path]) => {
    const { shape = [], data = [] } = given.get(name) ?? {};
    const batch = shape[0] ?? 1;
    return [path, samplesOf([batch, 1, data.length / batch], Float64Array.from(data))] as const;
  });
  using simulation = await runtime.simulate(model, { inputs: Object.fromEntries(samples) });
  await simulation.runSteps(1);
  return new Map(Object.entries(outputs).map(([name, path]) => [name, Float64Array.from(simulation.data(path).data)]));
};

/** The largest difference between lists, relative to the largest value, or to 1 where that is smaller. */
export const relativeDifference = (found: ArrayLike<number>, wanted: ArrayLike<number>): number => {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  const size = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return Array.from(wanted).reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? Number.NaN)) / size), 0);
};

/** How far an imported file is from what the evaluator computes, over all outputs of the file. */
export const importDifference = async (bytes: Uint8Array, given: ReadonlyMap<string, OnnxInput>): Promise<number> => {
  const found = await runImported(await runtime.importNetwork(bytes), given);
  const differences = [...evaluateOnnx(readOnnx(bytes), given)].map(([name, { data }]) => relativeDifference(found.get(name) ?? [], data));
  return Math.max(...differences);
};
