import { wholeNumber } from '../size.js';
import { wrongParameter } from './distribution-number.js';

/** The length of `subdimensions` elements of a random unit vector in `dimensions` dimensions. */
export interface SubvectorLength {
  readonly type: 'subvectorLength';
  readonly dimensions: number;
  readonly subdimensions: number;
}

/** Length of `subdimensions` (default 1, below `dimensions`) elements of a random unit vector. */
export function subvectorLength(dimensions: number, subdimensions = 1): SubvectorLength {
  wholeNumber('subvectorLength', 'dimensions', dimensions, 2);
  wholeNumber('subvectorLength', 'subdimensions', subdimensions);
  if (subdimensions >= dimensions) wrongParameter('subvectorLength', 'subdimensions', subdimensions, `below dimensions (${dimensions})`);
  return Object.freeze({ type: 'subvectorLength', dimensions, subdimensions });
}
