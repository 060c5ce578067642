import type { ProcessDefinition } from '@rheobase/core';
import { storedStreamSize, withStoredStream } from '@rheobase/math';
import { stepProcess } from '../process/step-process.js';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** One step of a user's process on the host: out from time, in, its state and its draws. */
export interface ProcessOperator extends OperatorBase {
  readonly kind: 'process';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly step: ProcessDefinition['step'];
  readonly parameters: Readonly<Record<string, number>>;
  /** State signals by the name of the variable. */
  readonly state: Readonly<Record<string, SignalId>>;
  readonly random: SignalId;
}

export const process: BuiltinOperator<ProcessOperator> = {
  access: ({ in: input, out, state, random }) => ({
    sets: [whole(out)],
    reads: input === null ? [] : [whole(input)],
    keeps: [...Object.values(state), random],
  }),
  check: () => null,
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ source, in: input, out, step, parameters, state, random }, signals) => {
    const x = input === null ? new Float64Array(0) : signals.get(input);
    const y = signals.get(out);
    const streams = signals.get(random);
    const sizeIn = input === null ? 0 : signals.size(input);
    const size = signals.size(out);
    const stateOf = (item: number) =>
      Object.fromEntries(
        Object.entries(state).map(([name, id]) => {
          const width = signals.size(id);
          return [name, signals.get(id).subarray(item * width, (item + 1) * width)];
        }),
      );
    const states = Array.from({ length: signals.batch }, (_, item) => stateOf(item));
    return () => {
      const { time } = signals.clock;
      for (let item = 0; item < signals.batch; item++) {
        const own = { dt: signals.dt, time, parameters, state: states[item]!, x: x.slice(item * sizeIn, (item + 1) * sizeIn) };
        const row = y.subarray(item * size, (item + 1) * size);
        withStoredStream(streams, item * storedStreamSize, stream => stepProcess(step, { ...own, random: stream, out: row }, source));
      }
    };
  },
  adjoint: () => ({ none: 'its step is code of the user' }),
};
