import { maxRatesIntercepts, tuneAll } from '@rheobase/build';
import { rate } from '@rheobase/core';
import type { ComponentFile } from '../golden/component-suite.js';
import { firstDifference } from '../golden/first-difference.js';
import type { GoldenResult } from '../golden/golden-suite.js';
import { goldenNeuron, titleOf } from '../golden/neuron-type.js';

/** Gains and biases from max rates and intercepts, and back. */
export const gainBias = ({ cases, tolerance }: ComponentFile): readonly GoldenResult[] =>
  cases.map((at, index) => {
    const type = at.fields('neuron_type');
    const name = titleOf(type, index);
    const neuron = goldenNeuron(type);
    const [maxRates, intercepts] = [at.numbers('max_rates'), at.numbers('intercepts')];
    const { gain, bias } = tuneAll(neuron, maxRates, intercepts, name);
    const compared: [string, readonly number[], readonly number[]][] = [
      ['gain', Array.from(gain), at.numbers('gain')],
      ['bias', Array.from(bias), at.numbers('bias')],
    ];
    if (at.has('inverse')) {
      const inverse = at.fields('inverse');
      const back = Array.from(gain, (each, i) => maxRatesIntercepts(neuron, each, bias[i] ?? 0));
      compared.push(['max_rates', back.map(({ maxRate }) => maxRate), inverse.numbers('max_rates')]);
      compared.push(['intercepts', back.map(({ intercept }) => intercept), inverse.numbers('intercepts')]);
    }
    const failure = compared.map(([what, got, expected]) => firstDifference(what, got, expected, tolerance)).find(each => each !== null);
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });

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
