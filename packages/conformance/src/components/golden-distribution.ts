import {
  type ArrayInput,
  choice,
  cosineSimilarity,
  type Distribution,
  exponential,
  type Fields,
  gaussian,
  pdf,
  quasirandomSequence,
  samples,
  scatteredHypersphere,
  sqrtBeta,
  subvectorLength,
  uniform,
  uniformHypersphere,
  type WithQuantiles,
} from '@rheobase/core';
import { rowsOf } from '../golden/numbers.js';

/** A distribution of lengths or angles by its golden description; there, `n` and `m` count the elements outside and inside. */
export function goldenQuantiles(at: Fields): WithQuantiles {
  const [n, m] = [at.number('n'), at.number('m')];
  const type = at.oneOf('type', ['SqrtBeta', 'SubvectorLength', 'CosineSimilarity']);
  switch (type) {
    case 'SqrtBeta':
      return sqrtBeta(n, m);
    case 'SubvectorLength':
      return subvectorLength(n + m, m);
    case 'CosineSimilarity':
      return cosineSimilarity(n + m);
  }
}

/** Numbers, or vectors as rows. */
const numbersOrRows = (at: Fields, name: string): ArrayInput => (at.list(name).some(Array.isArray) ? rowsOf(at, name) : at.numbers(name));

/** A distribution by its golden description. */
export function goldenDistribution(at: Fields): Distribution {
  const high = () => (at.raw('high') === 'inf' ? Number.POSITIVE_INFINITY : at.number('high'));
  const ball = () => ({ surface: at.boolean('surface'), minMagnitude: at.number('min_magnitude') });
  const type = at.oneOf('type', [
    'Uniform',
    'Gaussian',
    'Exponential',
    'UniformHypersphere',
    'ScatteredHypersphere',
    'QuasirandomSequence',
    'Choice',
    'Samples',
    'PDF',
    'SqrtBeta',
    'SubvectorLength',
    'CosineSimilarity',
  ]);
  switch (type) {
    case 'Uniform':
      return uniform(at.number('low'), at.number('high'), { integer: at.boolean('integer') });
    case 'Gaussian':
      return gaussian(at.number('mean'), at.number('std'));
    case 'Exponential':
      return exponential(at.number('scale'), { shift: at.number('shift'), high: high() });
    case 'UniformHypersphere':
      return uniformHypersphere(ball());
    case 'ScatteredHypersphere':
      return scatteredHypersphere({ ...ball(), method: at.text('method') === 'tfww' ? 'tfww' : 'sct' });
    case 'QuasirandomSequence':
      return quasirandomSequence();
    case 'Choice':
      return choice(numbersOrRows(at, 'options'), at.has('weights') ? at.numbers('weights') : undefined);
    case 'Samples':
      return samples(numbersOrRows(at, 'samples'));
    case 'PDF':
      return pdf(at.numbers('x'), at.numbers('p'));
    default:
      return goldenQuantiles(at);
  }
}
