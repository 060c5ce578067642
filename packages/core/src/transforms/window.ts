import { oneOf } from '../definitions/one-of.js';
import { ValidationError } from '../errors.js';
import { field, wrongValue } from '../record/field.js';
import { Fields } from '../record/fields.js';
import { flag, list, number } from '../record/values.js';
import { wholeShape } from '../size.js';

/** Zeros added before and after one spatial axis. */
export type Pad = readonly [before: number, after: number];

/** 'valid' adds none; 'same' gives ceil(input / stride) outputs, the extra cell after; or the pads of every spatial axis. */
export type PaddingInput = 'valid' | 'same' | readonly Pad[];

const isPad = (given: unknown): given is Pad =>
  Array.isArray(given) && given.length === 2 && given.every(p => Number.isInteger(p) && p >= 0);

const pads = field<readonly Pad[]>({
  take: (object, name, given) =>
    Array.isArray(given) && given.every(isPad) ? given : wrongValue(object, name, given, 'a list of pairs of whole numbers >= 0'),
  read: (at, name) =>
    Object.freeze(
      at.list(name).map((pair): Pad => {
        const [before = 0, after = 0] = new Fields({ pair }, `${at.where}.${name}`).numbers('pair');
        return Object.freeze([before, after]);
      }),
    ),
});

/** Lengths along axes: a list of whole numbers >= 1. */
export const lengths = list(number({ whole: true, atLeast: 1 }));

/** The fields of what moves a window over its input. */
export const windowFields = {
  /** Spatial axes and the channel axis (last, or first where `channelsLast` is false). */
  inputShape: lengths,
  outputShape: lengths,
  strides: lengths,
  padding: pads,
  channelsLast: flag(),
};

/** The window that a convolution or a pooling moves over its spatial axes (one or two). */
export interface WindowOptions {
  /** Shape of one input: spatial axes and the channel axis (last, or first where `channelsLast` is false). */
  readonly inputShape: readonly number[];
  readonly size: number | readonly number[];
  /** Default 1. */
  readonly strides?: number | readonly number[];
  /** Default 'valid'. */
  readonly padding?: PaddingInput;
  /** Default 1. */
  readonly dilations?: number | readonly number[];
  /** Default true. */
  readonly channelsLast?: boolean;
}

/** A window with every choice made. */
export interface Window {
  readonly inputShape: readonly number[];
  readonly channels: number;
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly Pad[];
  readonly dilations: readonly number[];
  readonly channelsLast: boolean;
  /** Spatial lengths of the output. */
  readonly output: readonly number[];
}

/** The spatial lengths of a shape with a channel axis. */
export const spatial = (shape: readonly number[], channelsLast: boolean): readonly number[] =>
  channelsLast ? shape.slice(0, -1) : shape.slice(1);

/** A shape from spatial lengths and a number of channels. */
export const withChannels = (lengths: readonly number[], channels: number, channelsLast: boolean): readonly number[] =>
  Object.freeze(channelsLast ? [...lengths, channels] : [channels, ...lengths]);

function padsOf(padding: PaddingInput, axis: number, length: number, extent: number, stride: number): Pad {
  if (padding === 'valid') return [0, 0];
  if (padding !== 'same') return padding[axis] ?? [0, 0];
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + extent - length, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Refuses a word that is no padding; whether pads fit the axes is for `windowOf` to say. */
export function checkPadding(type: string, padding: PaddingInput): void {
  if (!Array.isArray(padding)) oneOf(type, 'padding', padding, ['valid', 'same']);
}

/** Resolves a window; `ValidationError` names transform, axis and both lengths where it does not fit. */
export function windowOf(type: string, options: WindowOptions): Window {
  const { inputShape, padding = 'valid', channelsLast = true } = options;
  const lengths = spatial(inputShape, channelsLast);
  if (lengths.length < 1 || lengths.length > 2) {
    throw new ValidationError(`${type}: inputShape must have one or two spatial axes and a channel axis, but is [${inputShape}]`, {
      code: 'size-mismatch',
      given: inputShape,
      allowed: 'two or three axes',
    });
  }
  wholeShape(type, 'inputShape', inputShape);
  checkPadding(type, padding);
  if (typeof padding !== 'string' && (padding.length !== lengths.length || padding.flat().some(p => !Number.isInteger(p) || p < 0))) {
    throw new ValidationError(`${type}: padding must be ${lengths.length} pairs of whole numbers >= 0, but is [${padding.join('; ')}]`, {
      code: 'invalid-parameter',
      given: padding,
      allowed: `${lengths.length} pairs of whole numbers >= 0`,
    });
  }
  const each = (name: string, value: number | readonly number[]): readonly number[] => {
    const values = typeof value === 'number' ? lengths.map(() => value) : [...value];
    if (values.length !== lengths.length || values.some(v => !Number.isInteger(v) || v < 1)) {
      throw new ValidationError(`${type}: ${name} must be ${lengths.length} whole numbers >= 1, but is [${values}]`, {
        code: 'invalid-parameter',
        given: values,
        allowed: `${lengths.length} whole numbers >= 1`,
      });
    }
    return Object.freeze(values);
  };
  const size = each('size', options.size);
  const strides = each('strides', options.strides ?? 1);
  const dilations = each('dilations', options.dilations ?? 1);
  const extents = size.map((k, axis) => (k - 1) * (dilations[axis] ?? 1) + 1);
  const pads = lengths.map((length, axis) => Object.freeze(padsOf(padding, axis, length, extents[axis] ?? 1, strides[axis] ?? 1)));
  const output = lengths.map((length, axis) => {
    const [before, after] = pads[axis] ?? [0, 0];
    const room = length + before + after - (extents[axis] ?? 1);
    if (room < 0) {
      throw new ValidationError(`${type}: a window of ${extents[axis]} does not fit axis ${axis} of inputShape [${inputShape}]`, {
        code: 'size-mismatch',
        given: extents[axis],
        allowed: `<= ${length + before + after}`,
      });
    }
    return Math.floor(room / (strides[axis] ?? 1)) + 1;
  });
  return {
    inputShape: Object.freeze([...inputShape]),
    channels: (channelsLast ? inputShape.at(-1) : inputShape[0]) ?? 1,
    size,
    strides,
    padding: Object.freeze(pads),
    dilations,
    channelsLast,
    output: Object.freeze(output),
  };
}

/** Rejects a size or shape other than the one that follows from the other fields of a record. */
export function needFit(object: string, what: string, held: string, needed: string): void {
  if (held === needed) return;
  throw new ValidationError(`${object}: ${what} must be ${needed}, which follows from its other fields, but is ${held}`, {
    code: 'size-mismatch',
    object,
    given: held,
    allowed: needed,
  });
}
