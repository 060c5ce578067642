import { Fields } from '../document/fields.js';
import type { Tensor } from '../tensor.js';
import { choice, type Distribution, gaussian, hypersphere, samples, uniform } from './distribution.js';

/** Reads a distribution of a document, through the function that makes it; `tensor` reads an array of it by its name. */
export function readDistribution(at: Fields, tensor: (at: Fields, name: string) => Tensor): Distribution {
  const type = at.oneOf('type', ['uniform', 'choice', 'gaussian', 'hypersphere', 'samples']);
  switch (type) {
    case 'uniform':
      return uniform(at.number('low'), at.number('high'), { integer: at.boolean('integer') });
    case 'choice':
      return choice(
        at.list('options').map((_option, index) => new Fields({ row: at.list('options')[index] }, `${at.where}.options`).numbers('row')),
        at.numbers('weights'),
      );
    case 'gaussian':
      return gaussian(at.number('mean'), at.number('std'));
    case 'hypersphere':
      return hypersphere({ surface: at.boolean('surface'), minMagnitude: at.number('minMagnitude') });
    case 'samples':
      return samples(tensor(at, 'values'));
  }
}
