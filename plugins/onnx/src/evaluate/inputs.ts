import { ValidationError } from '@rheobase/core';
import type { OnnxModel, OnnxTensor, OnnxValueInfo } from '../read/model.js';

/** Data for a graph input, row-major. The element type is the one that the graph declares. */
export interface OnnxInput {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** Checks what a caller gives against what the graph declares; sizes with the same name have to agree over all inputs. Throws ValidationError. */
export const bindInputs = (model: OnnxModel, inputs: ReadonlyMap<string, OnnxInput>): Map<string, OnnxTensor> => {
  const declared = model.graph.inputs;
  const known = declared.map(({ name }) => `"${name}"`).join(', ') || 'none';
  for (const name of inputs.keys()) {
    if (!declared.some(info => info.name === name)) {
      throw new ValidationError(`The ONNX graph has no input "${name}"; its inputs are ${known}.`, {
        code: 'unknown-input',
        object: name,
        allowed: known,
      });
    }
  }
  const sizes = new Map<string, number>();
  return new Map(
    declared.map(info => {
      const given = inputs.get(info.name);
      if (given === undefined)
        throw new ValidationError(`The input "${info.name}" of the ONNX graph is not given.`, {
          code: 'missing-input',
          object: info.name,
          allowed: known,
        });
      return [info.name, bindInput(info, given, sizes)];
    }),
  );
};

const bindInput = (info: OnnxValueInfo, given: OnnxInput, sizes: Map<string, number>): OnnxTensor => {
  const { name, shape } = info;
  const fits =
    shape === undefined ||
    (shape.length === given.shape.length &&
      shape.every((dimension, axis) => {
        const size = given.shape[axis] ?? 0;
        if (dimension === '?') return true;
        if (typeof dimension === 'number') return dimension === size;
        const seen = sizes.get(dimension) ?? size;
        sizes.set(dimension, seen);
        return seen === size;
      }));
  if (!fits || given.shape.some(size => !Number.isInteger(size) || size < 0)) {
    const bound = [...sizes].map(([symbol, size]) => `${symbol} = ${size}`).join(', ');
    throw new ValidationError(
      `The input "${name}" has shape [${given.shape.join(', ')}], but the ONNX graph takes [${shape?.join(', ')}]${bound === '' ? '' : ` (${bound})`}.`,
      { code: 'shape-mismatch', object: name, given: given.shape, allowed: `[${shape?.join(', ')}]` },
    );
  }
  const count = given.shape.reduce((product, size) => product * size, 1);
  if (given.data.length !== count) {
    throw new ValidationError(
      `The input "${name}" has ${given.data.length} elements, but its shape [${given.shape.join(', ')}] needs ${count}.`,
      {
        code: 'size-mismatch',
        object: name,
        given: given.data.length,
        allowed: String(count),
      },
    );
  }
  const data = Float64Array.from(given.data);
  const bad = info.dtype.startsWith('float') ? -1 : data.findIndex(value => !Number.isSafeInteger(value));
  if (bad !== -1) {
    throw new ValidationError(`The input "${name}" is ${info.dtype}, but its element ${bad} is ${data[bad]}.`, {
      code: 'not-an-integer',
      object: name,
      given: data[bad],
      allowed: 'integers',
    });
  }
  return { dtype: info.dtype, shape: [...given.shape], data };
};
