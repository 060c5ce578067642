import { tensor, UnsupportedError } from '@rheobase/core';
import { type Model, withTensors } from '@rheobase/model';
import { hold, inputs, recorded, records, STEPS, simulationOf, type Trial } from './trial.js';

/** Decoders and biases a little smaller, by their ids. */
function smaller(model: Model): ReadonlyMap<string, ReturnType<typeof tensor>> {
  const ids = [...model.connections.map(({ decoders }) => decoders), ...model.ensembles.map(({ bias }) => bias)];
  return new Map(
    ids.flatMap(id => {
      const found = id === null ? undefined : model.tensors.get(id);
      return id === null || !found
        ? []
        : [
            [
              id,
              tensor(
                found.shape,
                Float64Array.from(found.data, x => 0.9 * x),
              ),
            ] as const,
          ];
    }),
  );
}

/** Compares a simulation whose tensors were set, and that was reset, with one of the model with these tensors; the reason if it cannot. */
export async function tensorsSet(trial: Trial, model: Model): Promise<string | null> {
  const changed = smaller(model);
  using simulation = await simulationOf(trial, model, inputs(1));
  await simulation.runSteps(3);
  try {
    simulation.setTensors(Object.fromEntries(changed));
  } catch (error) {
    if (error instanceof UnsupportedError) return error.message;
    throw error;
  }
  simulation.reset();
  await simulation.runSteps(STEPS);
  const expected = await recorded(trial, withTensors(model, changed), inputs(1));
  hold('a run with other tensors', 'E0', model, records(model, simulation), expected);
  return null;
}
