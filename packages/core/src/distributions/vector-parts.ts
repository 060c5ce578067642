import { wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { number } from '../record/values.js';

const count = (least: number) => number({ whole: true, atLeast: least });

/** Length of `m` (default 1) elements of a random unit vector that has `n` further ones: the root of a Beta(m / 2, n / 2) variate. */
export const sqrtBeta = kind('sqrtBeta', { n: count(1), m: count(1) }, (n: number, m?: number) => ({ n, m: m ?? 1 }));

export type SqrtBeta = RecordOf<typeof sqrtBeta>;

/** Length of `subdimensions` (default 1, below `dimensions`) elements of a random unit vector in `dimensions` (>= 2) dimensions. */
export const subvectorLength = kind(
  'subvectorLength',
  { dimensions: count(2), subdimensions: count(1) },
  (dimensions: number, subdimensions?: number) => ({ dimensions, subdimensions: subdimensions ?? 1 }),
  {
    verify(object, { dimensions, subdimensions }) {
      if (subdimensions >= dimensions) wrongValue(object, 'subdimensions', subdimensions, `below dimensions (${dimensions})`);
    },
  },
);

export type SubvectorLength = RecordOf<typeof subvectorLength>;

/** Cosine of the angle between two random vectors in `dimensions` (>= 2) dimensions: one element of a random unit vector. */
export const cosineSimilarity = kind('cosineSimilarity', { dimensions: count(2) }, (dimensions: number) => ({ dimensions }));

export type CosineSimilarity = RecordOf<typeof cosineSimilarity>;
