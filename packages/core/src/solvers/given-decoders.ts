import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';
import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { solverFlag } from './solver-value.js';

/**
 * Decoders that are given, or zero. Nothing is solved: no points are drawn, a function is not called. So they may be those of a silent ensemble
 * or of one too large to solve for.
 */
export interface GivenDecoders<A = Tensor> {
  readonly type: 'givenDecoders';
  /** (neurons, size of the function); null: zeros. */
  readonly values: A | null;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface GivenDecodersOptions {
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<GivenDecodersOptions>({ weights: true });

/** Decoders `values` (neurons, size of the function), finite; null (the default): zeros. Their shape is checked where they are used. */
export function givenDecoders(values: ArrayInput | null = null, options: GivenDecodersOptions = {}): GivenDecoders {
  const { weights = false } = knownOptions('givenDecoders', options, names);
  const held = values === null ? null : toTensor(values);
  const bad = held ? held.data.findIndex(x => !Number.isFinite(x)) : -1;
  if (held && (held.shape.length !== 2 || bad >= 0)) {
    const given = bad >= 0 ? held.data[bad] : `[${held.shape}]`;
    throw new ValidationError(
      `givenDecoders: values must be finite numbers of shape (neurons, size), but ${bad >= 0 ? `${given} at ${bad}` : `the shape ${given}`} was given`,
      { code: 'invalid-parameter', object: 'givenDecoders', given, allowed: 'finite numbers of shape (neurons, size)' },
    );
  }
  return Object.freeze({ type: 'givenDecoders', values: held, weights: solverFlag('givenDecoders', weights) });
}

/** Whether given decoders are of so many neurons and values; `object` is named in the `ValidationError`. */
export function needGivenShape(object: string, { values }: GivenDecoders, neurons: number, size: number): void {
  if (values === null || (values.shape[0] === neurons && values.shape[1] === size)) return;
  throw new ValidationError(
    `${object}: decoders of shape [${values.shape}] were given, but ${neurons} neurons and a function of size ${size} need [${neurons}, ${size}]`,
    { code: 'size-mismatch', object, given: values.shape, allowed: `[${neurons}, ${size}]` },
  );
}
