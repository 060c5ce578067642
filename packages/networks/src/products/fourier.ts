import { knownOptions, optionNames } from '@rheobase/core';
import { cos, sin } from '@rheobase/math';

type Part = 're' | 'im';

/** One product of the Fourier coefficients of two real vectors that circular convolution needs. */
export interface FourierProduct {
  /** 0 to dimensions / 2; the others are conjugates of these. */
  readonly frequency: number;
  readonly a: Part;
  readonly b: Part;
}

export interface FourierTransforms {
  /** (products, dimensions): what of each vector goes into each product. */
  readonly inputA: readonly (readonly number[])[];
  readonly inputB: readonly (readonly number[])[];
  /** (dimensions, products): the inverse transform of the products. */
  readonly output: readonly (readonly number[])[];
}

const PAIRS: readonly (readonly [Part, Part])[] = [
  ['re', 're'],
  ['im', 'im'],
  ['re', 'im'],
  ['im', 're'],
];

/** Whether a frequency has no imaginary part for any real vector: 0 and, for even sizes, the highest. */
const isReal = (frequency: number, dimensions: number): boolean => frequency === 0 || 2 * frequency === dimensions;

/** The products that can differ from zero: four for each frequency, one where the coefficients are real. */
export const fourierProducts = (dimensions: number): readonly FourierProduct[] =>
  Array.from({ length: Math.floor(dimensions / 2) + 1 }, (_, frequency) =>
    PAIRS.slice(0, isReal(frequency, dimensions) ? 1 : 4).map(([a, b]) => ({ frequency, a, b })),
  ).flat();

/** Cosine or sine of `turns / of` full turns, exact at quarter turns. */
function wave(part: Part, turns: number, of: number): number {
  const quarters = (4 * (turns % of)) / of;
  if (!Number.isInteger(quarters)) return part === 're' ? cos((Math.PI * quarters) / 2) : sin((Math.PI * quarters) / 2);
  return [1, 0, -1, 0][(quarters + (part === 're' ? 0 : 3)) % 4] ?? 0;
}

/** Which of the two vectors is replaced by its approximate inverse, x[-i mod d], whose coefficients are the conjugates. Default neither. */
export interface FourierInverse {
  readonly a?: boolean;
  readonly b?: boolean;
}

const inverseNames = optionNames<FourierInverse>({ a: true, b: true });

/** The matrices by which a circular convolution of two real vectors is a product: c = output · ((inputA · a) ∘ (inputB · b)). */
export function fourierTransforms(dimensions: number, invert: FourierInverse = {}): FourierTransforms {
  knownOptions('fourierTransforms', invert, inverseNames);
  const products = fourierProducts(dimensions);
  const row = (frequency: number, part: Part, conjugate: boolean): readonly number[] => {
    const sign = part === 're' || conjugate ? 1 : -1;
    return Array.from({ length: dimensions }, (_, i) => sign * wave(part, frequency * i, dimensions));
  };
  const back = ({ frequency, a, b }: FourierProduct, i: number): number => {
    const weight = (isReal(frequency, dimensions) ? 1 : 2) / dimensions;
    const real = a === b;
    const sign = a === 're' && b === 're' ? 1 : -1;
    return sign * weight * wave(real ? 're' : 'im', frequency * i, dimensions);
  };
  return {
    inputA: products.map(({ frequency, a }) => row(frequency, a, invert.a ?? false)),
    inputB: products.map(({ frequency, b }) => row(frequency, b, invert.b ?? false)),
    output: Array.from({ length: dimensions }, (_, i) => products.map(each => back(each, i))),
  };
}
