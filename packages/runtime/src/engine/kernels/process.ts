import { noiseDrawer, stepProcess } from '@rheobase/compiler';
import { storedStreamSize, withStoredStream } from '@rheobase/math';
import type { Kernel } from '../kernel.js';

export const noise: Kernel<'noise'> = ({ source, out, distribution, factor, random }, signals) => {
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
};

export const process: Kernel<'process'> = ({ source, in: input, out, step, parameters, state, random }, signals) => {
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
};
