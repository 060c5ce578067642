import { describe, expect, it } from 'vitest';
import * as core from '../src/index.js';

const word = (text: string) => JSON.parse(`"${text}"`);

describe('words that an option does not take', () => {
  const inputShape = [4, 4, 1];

  it.each<[string, () => unknown, string]>([
    [
      'pooling by maximum, which is a node',
      () => core.pooling({ inputShape, mode: word('max') }),
      "pooling: mode must be one of 'sum', 'average', but 'max' was given; the largest element is not linear, so it is a node and no transform: write net.node(maxPool({ … })) and connect to it",
    ],
    [
      'pooling',
      () => core.pooling({ inputShape, mode: word('mean') }),
      "pooling: mode must be one of 'sum', 'average', but 'mean' was given",
    ],
    [
      'maxPool by maximum, which is exact',
      () => core.maxPool({ inputShape, mode: word('max') }),
      "maxPool: mode must be one of 'exact', 'gate', 'runningMax', but 'max' was given; write 'exact' for the largest input of each step",
    ],
    [
      'padding of a convolution',
      () => core.convolution({ inputShape, filters: 1, padding: word('Same') }),
      "convolution: padding must be one of 'valid', 'same', but 'Same' was given; did you mean 'same'?",
    ],
    [
      'padding of a transposed convolution',
      () => core.convolutionTranspose({ inputShape, filters: 1, padding: word('full') }),
      "convolutionTranspose: padding must be one of 'valid', 'same', but 'full' was given",
    ],
    [
      'padding of a pooling',
      () => core.pooling({ inputShape, padding: word('full') }),
      "pooling: padding must be one of 'valid', 'same', but 'full' was given",
    ],
    [
      'reset of integrateAndFire',
      () => core.integrateAndFire({ reset: word('substract') }),
      "integrateAndFire: reset must be one of 'zero', 'subtract', but 'substract' was given; did you mean 'subtract'?",
    ],
    [
      'spikes of integrateAndFire',
      () => core.integrateAndFire({ spikes: word('many') }),
      "integrateAndFire: spikes must be one of 'binary', 'signed', but 'many' was given; write { max: 100 } for up to so many",
    ],
    [
      'interpolation of piecewise',
      () => core.piecewise({ times: [0], values: [1], interpolation: word('spline') }),
      "piecewise: interpolation must be one of 'zero', 'linear', 'nearest', 'slinear', 'quadratic', 'cubic', but 'spline' was given",
    ],
    [
      'method of linearFilter',
      () => core.linearFilter({ numerator: [1], denominator: [1, 1], method: word('tustin') }),
      "linearFilter: method must be one of 'zoh', 'euler', 'bilinear', 'backwardDifference', but 'tustin' was given",
    ],
    [
      'method of scatteredHypersphere',
      () => core.scatteredHypersphere({ method: word('tfwv') }),
      "scatteredHypersphere: method must be one of 'sct', 'tfww', but 'tfwv' was given; did you mean 'tfww'?",
    ],
    [
      'modifies of a rule, where it is defined',
      () => core.defineLearningRule({ name: 'r', version: '1', modifies: word('decoder'), step: () => undefined }),
      "r: modifies must be one of 'decoders', 'weights', 'encoders', but 'decoder' was given; did you mean 'decoders'?",
    ],
    [
      'signal of a rule, where it is defined',
      () => core.defineLearningRule({ name: 'r', version: '1', signal: word('error'), step: () => undefined }),
      "r: signal, if it is no number, must be one of 'none', 'one', 'state', 'pre', 'post', 'mid', 'preState', but 'error' was given",
    ],
  ])('%s', (_name, run, message) => {
    expect(run).toThrow(expect.objectContaining({ name: 'ValidationError', message }));
  });
});
