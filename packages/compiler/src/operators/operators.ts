import type { Add } from './add.js';
import type { Argmax } from './argmax.js';
import type { Assign } from './assign.js';
import type { Call } from './call.js';
import type { Convolve } from './convolve.js';
import type { Fill } from './fill.js';
import type { FilterStep } from './filter.js';
import type { Gather } from './gather.js';
import type { Learn } from './learn.js';
import type { MatVec } from './mat-vec.js';
import type { MaxPoolStep } from './max-pool.js';
import type { Neurons } from './neurons.js';
import type { Noise } from './noise.js';
import type { ProcessOperator } from './process.js';
import type { Softmax } from './softmax.js';
import type { SparseMatVec } from './sparse-mat-vec.js';
import type { Table } from './table.js';
import type { Weigh } from './weigh.js';

/** An operator of a Program. `N` is how its numbers are stored: finished arrays, or what they follow from. */
export type Operator<N = Float64Array> =
  | Fill
  | Assign<N>
  | Table<N>
  | Gather<N>
  | Add<N>
  | MatVec<N>
  | Weigh
  | SparseMatVec<N>
  | Convolve<N>
  | Neurons<N>
  | FilterStep<N>
  | Learn<N>
  | Call
  | Noise
  | ProcessOperator
  | Softmax
  | Argmax
  | MaxPoolStep;

export type OperatorKind = Operator['kind'];
