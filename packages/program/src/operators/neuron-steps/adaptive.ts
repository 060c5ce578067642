import type { Arrays, Typed } from './arrays.js';

/** A neuron in its current less its adaptation, which then follows the new output. */
export function adaptive(
  { tauN, incN }: Typed<'adaptiveLif' | 'adaptiveLifRate'>,
  arrays: Arrays,
  inner: (arrays: Arrays) => () => void,
): () => void {
  const { n, dt, current, out } = arrays;
  const adaptation = arrays.state('adaptation');
  const less = new Float64Array(current.length);
  const step = inner({ ...arrays, current: less });
  const pace = tauN.map(tau => dt / tau);
  return () => {
    for (let i = 0; i < less.length; i++) less[i] = current[i]! - adaptation[i]!;
    step();
    for (let i = 0; i < less.length; i++) {
      const k = i % n;
      adaptation[i] = adaptation[i]! + pace[k]! * (incN[k]! * out[i]! - adaptation[i]!);
    }
  };
}
