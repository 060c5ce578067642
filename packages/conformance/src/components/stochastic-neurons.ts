import { type Fields, tensor } from '@rheobase/core';
import type { Model, ModelNeuron } from '@rheobase/model';
import { lower, plainKernels } from '@rheobase/program';
import { interpret } from '@rheobase/runtime';
import type { ComponentFile } from '../golden/component-suite.js';
import type { GoldenFailure, GoldenResult } from '../golden/golden-suite.js';
import { goldenNeuron, titleOf } from '../golden/neuron-type.js';

/** How many standard errors a mean may be off, and how far a variance. */
const STANDARD_ERRORS = 5;
const VARIANCE = 0.05;

/** Neurons in constant currents, and nothing else. */
function modelOf(neuronType: ModelNeuron, currents: readonly number[]): Model {
  const neurons = currents.length;
  return {
    version: 1,
    tensors: new Map([['bias', tensor([neurons], currents)]]),
    nodes: [],
    ensembles: [
      {
        path: 'ens',
        neurons,
        dimensions: 1,
        radius: 1,
        shape: [neurons],
        neuronType,
        encoders: null,
        gain: null,
        bias: 'bias',
        initialState: {},
        seed: 1,
        draws: null,
      },
    ],
    connections: [],
    probes: [],
    hints: {},
  };
}

/** Mean output, and mean and variance of the spikes of a step, of each neuron. */
function observed(neuronType: ModelNeuron, currents: readonly number[], dt: number, steps: number) {
  const engine = interpret(lower(modelOf(neuronType, currents), { dt }), plainKernels, { batch: 1 });
  const [sums, squares] = [new Float64Array(currents.length), new Float64Array(currents.length)];
  for (let step = 0; step < steps; step++) {
    engine.step();
    engine.signal('ens.output').forEach((output, i) => {
      const spikes = output * dt;
      sums[i] = (sums[i] ?? 0) + spikes;
      squares[i] = (squares[i] ?? 0) + spikes * spikes;
    });
  }
  engine.dispose();
  return currents.map((_, i) => {
    const mean = (sums[i] ?? 0) / steps;
    return { rate: mean / dt, variance: (squares[i] ?? 0) / steps - mean * mean };
  });
}

function checkCase(at: Fields, name: string): GoldenFailure | null {
  const [rates, errors] = [at.numbers('base_rate'), at.numbers('standard_error_of_mean_rate')];
  const variances = at.numbers('spikes_per_step_variance');
  const found = observed(goldenNeuron(at.fields('neuron_type')), at.numbers('J'), at.number('dt'), at.number('n_steps'));
  for (const [i, { rate, variance }] of found.entries()) {
    const [wanted = 0, spread = 0] = [rates[i], variances[i]];
    // A step that holds a whole number of spikes leaves nothing to chance but rounding.
    if (!(Math.abs(rate - wanted) <= STANDARD_ERRORS * (errors[i] ?? 0) + 1e-9 * Math.abs(wanted)))
      return { object: `${name}: mean rate`, at: i, got: rate, expected: wanted };
    if (!(Math.abs(variance - spread) <= VARIANCE * spread + 1e-9))
      return { object: `${name}: variance of spikes`, at: i, got: variance, expected: spread };
  }
  return null;
}

/** Spikes drawn at the rate of a base: the mean within 5 standard errors, the variance within 5 %. */
export const stochasticNeurons = ({ cases }: ComponentFile): readonly GoldenResult[] =>
  cases.map((at, index) => {
    const name = titleOf(at.fields('neuron_type'), index);
    const failure = checkCase(at, name);
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
