import { activities, errorsOf, solveDecoders } from '@rheobase/build';
import { type Fields, leastSquaresL2, type NeuronRecord, tensor } from '@rheobase/core';
import { transpose } from '@rheobase/kernels';
import { sin } from '@rheobase/math';
import type { Model, ModelEnsemble } from '@rheobase/model';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenResult } from '../golden/golden-suite.js';
import { goldenNeuron } from '../golden/neuron-type.js';
import { goldenMatrix } from '../golden/numbers.js';

const functions: Readonly<Record<string, (x: readonly number[]) => readonly number[]>> = {
  sin_pi: x => x.map(v => sin(Math.PI * v)),
  square: x => x.map(v => v * v),
  product: x => [x.reduce((a, b) => a * b, 1)],
  swap2: ([x = 0, y = 0]) => [y, x],
  identity: x => x,
};

/** A model of one ensemble. */
function modelOf(at: Fields, neuronType: NeuronRecord<number>): { readonly model: Model; readonly ensemble: ModelEnsemble } {
  const encoders = goldenMatrix(at, 'encoders');
  const [neurons, dimensions] = [encoders.rows, encoders.columns];
  const tensors = new Map([
    ['encoders', tensor([neurons, dimensions], encoders.values)],
    ['gain', tensor([neurons], Float64Array.from(at.numbers('gain')))],
    ['bias', tensor([neurons], Float64Array.from(at.numbers('bias')))],
  ]);
  const ensemble: ModelEnsemble = {
    path: 'ensemble',
    neurons,
    dimensions,
    radius: at.number('radius'),
    shape: [neurons],
    neuronType,
    encoders: 'encoders',
    gain: 'gain',
    bias: 'bias',
    initialState: {},
    draws: null,
    seed: 0,
  };
  return { model: { version: 1, tensors, nodes: [], ensembles: [ensemble], connections: [], probes: [], hints: {} }, ensemble };
}

function check(at: Fields, name: string, tolerance: Tolerance): GoldenResult {
  const fn = functions[at.optionalText('function') ?? 'identity'];
  if (!fn) return { name, status: 'skipped', reason: `no function ${at.text('function')}` };
  const { model, ensemble } = modelOf(at, goldenNeuron(at.fields('neuron_type')));
  const points = goldenMatrix(at, 'eval_points');
  const rates = activities(model, ensemble, points.values);
  const targets = Array.from({ length: points.rows }, (_, p) =>
    fn(Array.from(points.values.subarray(p * points.columns, (p + 1) * points.columns))),
  );
  const size = targets[0]?.length ?? 0;
  const y = Float64Array.from(targets.flat());
  const solver = leastSquaresL2({ reg: at.fields('solver').number('reg') });
  const found = solveDecoders(solver, rates, y, { points: points.rows, neurons: ensemble.neurons, size }, name);
  const decoders = transpose(found, ensemble.neurons, size);
  const failure =
    firstDifference('activities', rates, goldenMatrix(at, 'activities').values, tolerance) ??
    firstDifference('decoders', decoders, goldenMatrix(at, 'decoders').values, tolerance) ??
    firstDifference('rmses', errorsOf(rates, decoders, y, ensemble.neurons, size), at.numbers('rmses'), tolerance);
  return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
}

/** From evaluation points to activities and decoders of `leastSquaresL2`. */
export const decoders: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at, index) => {
    const fn = at.optionalText('function') ?? 'identity';
    return check(at, `decoders[${index}] ${at.fields('neuron_type').text('type')} ${fn}`, tolerance);
  });
