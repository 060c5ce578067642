/** What lies between two values; see `piecewise`. */
export type Interpolation = 'zero' | 'linear' | 'nearest' | 'slinear' | 'quadratic' | 'cubic';

export const interpolations: readonly Interpolation[] = Object.freeze(['zero', 'linear', 'nearest', 'slinear', 'quadratic', 'cubic']);
