import { ValidationError } from '../errors.js';
import { type Endpoint, type Ensemble, elementsAt, View, type Viewable } from './objects.js';
import { elementCount, sourceSize } from './sizes.js';

/** The object that an endpoint belongs to: of a view, what it shows. */
export const baseOf = (endpoint: Endpoint): Viewable => (endpoint.kind === 'view' ? endpoint.of : endpoint);

/** Elements `indices` of an object; negative numbers count from the end. */
export const viewOf = (of: Viewable, indices: readonly number[]): View => elementsAt(of, elementCount(of), [indices]);

/** The first element number of a view that an object with `size` values on this side lacks. */
export const beyond = (endpoint: Endpoint, size: number): number | undefined =>
  endpoint.kind === 'view' ? endpoint.indices?.find(index => index >= size) : undefined;

/** The same elements laid out in another shape of the same size. */
export function reshaped(endpoint: Endpoint, shape: readonly number[]): View {
  const of = baseOf(endpoint);
  const indices = endpoint.kind === 'view' ? endpoint.indices : null;
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== sourceSize(endpoint)) {
    throw new ValidationError(`${of.path}: its ${sourceSize(endpoint)} elements cannot take shape [${shape}]`, {
      code: 'size-mismatch',
      object: of.path,
      given: shape,
      allowed: `${sourceSize(endpoint)} elements`,
    });
  }
  return new View(of, indices, size, shape);
}

/** The shape in which an endpoint's values are laid out. */
export const shapeOf = (endpoint: Endpoint): readonly number[] => (endpoint.kind === 'ensemble' ? [endpoint.dimensions] : endpoint.shape);

/** Whether an ensemble computes directly, without neurons. */
export const isDirect = ({ settings }: Ensemble): boolean => settings.neuronType.type === 'direct';

/** Whether an ensemble stands for a vector: by encoders, or directly. */
export const represents = (ensemble: Ensemble): boolean => isDirect(ensemble) || ensemble.settings.encoders !== null;

/** Whether what an endpoint gives is decoded from neurons. */
export function isDecoded(endpoint: Endpoint): boolean {
  const object = baseOf(endpoint);
  return object.kind === 'ensemble' && !isDirect(object);
}

/** Whether an endpoint is an ensemble whose neurons can be reached through encoders. */
export function isEncoding(endpoint: Endpoint): boolean {
  const object = baseOf(endpoint);
  return object.kind === 'ensemble' && object.settings.encoders !== null;
}
