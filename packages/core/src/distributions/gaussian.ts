import { finiteNumber, positiveNumber } from './distribution-number.js';

/** Normal with mean and standard deviation. */
export interface Gaussian {
  readonly type: 'gaussian';
  readonly mean: number;
  readonly std: number;
}

/** Normal with `mean` and standard deviation `std` (> 0). */
export function gaussian(mean: number, std: number): Gaussian {
  return Object.freeze({
    type: 'gaussian',
    mean: finiteNumber('gaussian', 'mean', mean),
    std: positiveNumber('gaussian', 'std', std),
  });
}
