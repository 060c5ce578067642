import { sizeOf, type Tensor, transformSizes, transforms, ValidationError } from '@rheobase/core';
import { tensorOf } from '../graph/access.js';
import type { Model, ModelHeld, ModelTransform } from '../shape/model.js';

/** What is wrong with the indices in an array, or null: whole numbers from `least` to below `end`. */
function outside(name: string, { data }: Tensor, least: number, end: number): string | null {
  const at = data.findIndex(x => !Number.isInteger(x) || x < least || x >= end);
  return at < 0 ? null : `${name} hold ${data[at]} in place ${at}, outside ${least} to ${end - 1}`;
}

const counted = (name: string, { data, shape }: Tensor, count: number): string | null =>
  data.length === count ? null : `${name} have shape [${shape}], where ${count} elements are needed`;

/** What is wrong with the arrays of a transform, or null. */
function fault(transform: ModelTransform, arrays: ReadonlyMap<string, Tensor>): string | null {
  const of = (name: string): Tensor => arrays.get(name) ?? { dtype: 'float64', shape: [0], data: new Float64Array(0) };
  const { sizeIn, sizeOut } = transformSizes(transform);
  switch (transform.type) {
    case 'dense':
      return counted('weights', of('weights'), sizeIn * sizeOut);
    case 'scale':
      return of('factors').data.length === 1 ? null : counted('factors', of('factors'), sizeIn);
    case 'indices':
      return counted('indices', of('indices'), sizeOut) ?? outside('indices', of('indices'), -1, sizeIn);
    case 'sparse': {
      const count = of('weights').data.length;
      const counts = counted('rows', of('rows'), count) ?? counted('columns', of('columns'), count);
      return counts ?? outside('rows', of('rows'), 0, sizeOut) ?? outside('columns', of('columns'), 0, sizeIn);
    }
    case 'convolution': {
      const channel = (shape: readonly number[]) => (transform.channelsLast ? shape.at(-1) : shape[0]) ?? 1;
      const perGroup = channel(transform.inputShape) / transform.groups;
      return counted('kernel values', of('kernel'), sizeOf(transform.kernelSize) * perGroup * channel(transform.outputShape));
    }
    case 'convolutionTranspose': {
      const channel = (shape: readonly number[]) => (transform.channelsLast ? shape.at(-1) : shape[0]) ?? 1;
      const perCell = channel(transform.inputShape) * channel(transform.outputShape);
      return counted('kernel values', of('kernel'), sizeOf(transform.kernelSize) * perCell);
    }
    case 'pooling':
      return null;
  }
}

/** Whether the arrays of a transform are there and fit it; `ValidationError` names the connection. */
export function checkTransform(model: Model, path: string, transform: ModelTransform): void {
  const arrays = new Map<string, Tensor>();
  transforms.map<ModelHeld, ModelHeld>(transform, {
    tensor: (id, name) => {
      arrays.set(name, tensorOf(model, id));
      return id;
    },
  });
  const found = fault(transform, arrays);
  if (found) {
    throw new ValidationError(`${path}: the ${transform.type} transform's ${found}`, { code: 'invalid-model', object: path, given: found });
  }
}
