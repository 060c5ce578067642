import { RheobaseError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import type { Simulation } from '@rheobase/runtime';
import { ConformanceError, DT, type Trial } from './trial.js';

function holdAt(simulation: Simulation, step: number): void {
  if (simulation.step === step && simulation.time === step * DT) return;
  throw new ConformanceError(`a model without objects is at step ${simulation.step}, ${simulation.time} s, but must be at step ${step}`);
}

async function holdRefused(what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof RheobaseError) return;
    throw new ConformanceError(`${what} must raise an error of rheobase, but raised ${String(error)}`);
  }
  throw new ConformanceError(`${what} was accepted`);
}

/** A model without objects runs: in parts, over a batch, from a snapshot and after a reset; a negative time and a closed simulation are refused. */
export async function empty({ runtime, backend, precision, threads }: Trial, model: Model): Promise<void> {
  const simulation = await runtime.simulate(model, { backend, dt: DT, batch: 2, precision, threads });
  holdAt(simulation, 0);
  await simulation.run(0.3);
  await simulation.runSteps(1);
  holdAt(simulation, 301);
  const state = simulation.snapshot();
  await simulation.run(0);
  await simulation.runSteps(7);
  holdAt(simulation, 308);
  simulation.restore(state);
  holdAt(simulation, 301);
  await holdRefused('a run of -0.1 s', () => simulation.run(-0.1));
  holdAt(simulation, 301);
  simulation.reset();
  holdAt(simulation, 0);
  await simulation.runSteps(4);
  holdAt(simulation, 4);
  simulation[Symbol.dispose]();
  await holdRefused('a run of a closed simulation', () => simulation.runSteps(1));
}
