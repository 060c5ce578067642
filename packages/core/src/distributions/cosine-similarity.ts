import { wholeNumber } from '../size.js';

/** The cosine of the angle between two random vectors: one element of a random unit vector. */
export interface CosineSimilarity {
  readonly type: 'cosineSimilarity';
  readonly dimensions: number;
}

/** Cosine of the angle between two random vectors in `dimensions` (>= 2) dimensions. */
export function cosineSimilarity(dimensions: number): CosineSimilarity {
  return Object.freeze({ type: 'cosineSimilarity', dimensions: wholeNumber('cosineSimilarity', 'dimensions', dimensions, 2) });
}
