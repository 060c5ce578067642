import { type ComponentFile, firstDifference, type GoldenResult } from '@rheobase/core/golden';
import { rate } from '@rheobase/model';
import { goldenNeuron, titleOf } from './neuron-type.js';

/** Settled rates in constant currents. */
export const rates = ({ cases, tolerance }: ComponentFile): readonly GoldenResult[] =>
  cases.map((at, index) => {
    const type = at.fields('neuron_type');
    const neuron = goldenNeuron(type);
    const got = at.numbers('J').map(current => rate(neuron, current));
    const failure = firstDifference('rates', got, at.numbers('rates'), tolerance);
    const name = titleOf(type, index);
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
