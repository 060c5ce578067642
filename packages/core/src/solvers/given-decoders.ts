import { ValidationError } from '../errors.js';
import { orNull, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { array } from '../record/numbers.js';
import type { ArrayInput, Tensor } from '../tensor.js';
import { no, solverKind, weights, yes } from './behaviour.js';

/**
 * Decoders `values` (neurons, size of the function), or zeros. Nothing is solved: no points are drawn, a function is not called. So they may be
 * those of a silent ensemble or of one too large to solve for. Their shape is checked where they are used.
 */
export const givenDecoders = solverKind(
  kind(
    'givenDecoders',
    {
      /** (neurons, size of the function), finite. Default null: zeros. */
      values: orNull(array(), null),
      /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
      weights,
    },
    (values: ArrayInput | null = null) => ({ values }),
    {
      verify(object, { values }) {
        if (values === null) return;
        const allowed = 'finite numbers of shape (neurons, size)';
        const bad = values.data.findIndex(x => !Number.isFinite(x));
        if (bad >= 0) wrongValue(object, 'values', `${values.data[bad]} at ${bad}`, allowed);
        if (values.shape.length !== 2) wrongValue(object, 'values', `the shape [${values.shape}]`, allowed);
      },
    },
  ),
  { compositional: yes, draws: no },
);

export type GivenDecoders<A = Tensor> = RecordOf<typeof givenDecoders, { tensor: A }>;
export type GivenDecodersOptions = Pick<OptionsOf<typeof givenDecoders>, 'weights'>;

/** Whether given decoders are of so many neurons and values; `object` is named in the `ValidationError`. */
export function needGivenShape(object: string, { values }: GivenDecoders, neurons: number, size: number): void {
  if (values === null || (values.shape[0] === neurons && values.shape[1] === size)) return;
  throw new ValidationError(
    `${object}: decoders of shape [${values.shape}] were given, but ${neurons} neurons and a function of size ${size} need [${neurons}, ${size}]`,
    { code: 'size-mismatch', object, given: values.shape, allowed: `[${neurons}, ${size}]` },
  );
}
