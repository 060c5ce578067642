import type { Distribution } from '@rheobase/core';
import { storedStreamSize, withStoredStream } from '@rheobase/math';
import { noiseDrawer } from '../process/draw-noise.js';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = factor times draws from a distribution, each item from a stream of its own. */
export interface Noise extends OperatorBase {
  readonly kind: 'noise';
  readonly out: SignalId;
  readonly distribution: Distribution;
  readonly factor: number;
  /** Signal with the state of a random stream. */
  readonly random: SignalId;
}

export const noise: BuiltinOperator<Noise> = {
  access: ({ out, random }) => ({ sets: [whole(out)], keeps: [random] }),
  check: () => null,
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ source, out, distribution, factor, random }, signals) => {
    const y = signals.get(out);
    const streams = signals.get(random);
    const size = signals.size(out);
    const draw = noiseDrawer(distribution, factor, source);
    return () => {
      for (let item = 0; item < signals.batch; item++) {
        const row = y.subarray(item * size, (item + 1) * size);
        withStoredStream(streams, item * storedStreamSize, stream => draw(stream, row));
      }
    };
  },
  adjoint: () => [],
};
