import { type LearningRuleRecord, signalWidth } from '../learning/learning-rule.js';
import { type TransformRecord, transformSizes } from '../transforms/transform.js';

/** What the sizes of an object follow from. */
type SizedObject =
  | { readonly kind: 'node'; readonly sizeIn: number; readonly sizeOut: number }
  | { readonly kind: 'ensemble'; readonly dimensions: number }
  | { readonly kind: 'neurons' | 'current'; readonly size: number; readonly ensemble: { readonly dimensions: number } }
  | { readonly kind: 'rule'; readonly size: number };

/** What the sizes of an end of a connection follow from. */
type Sized =
  | SizedObject
  | { readonly kind: 'view'; readonly of: SizedObject; readonly indices: readonly number[] | null; readonly size: number };

/** Number of values that come out of an endpoint. */
export function sourceSize(endpoint: Sized): number {
  switch (endpoint.kind) {
    case 'node':
      return endpoint.sizeOut;
    case 'ensemble':
      return endpoint.dimensions;
    default:
      return endpoint.size;
  }
}

/** Number of values that an endpoint takes in. */
export function targetSize(endpoint: Sized): number {
  if (endpoint.kind === 'node') return endpoint.sizeIn;
  if (endpoint.kind === 'view') return endpoint.indices?.length ?? targetSize(endpoint.of);
  return sourceSize(endpoint);
}

/** How many values an endpoint with `size` elements stands for: of neurons, the dimensions of their ensemble. */
function stateSize(endpoint: Sized, size: number): number {
  const object = endpoint.kind === 'view' ? endpoint.of : endpoint;
  return object.kind === 'neurons' || object.kind === 'current' ? object.ensemble.dimensions : size;
}

/** Number of elements that can be picked from an object: of a node, those of its larger side. */
export const elementCount = (object: SizedObject): number =>
  object.kind === 'node' ? Math.max(object.sizeOut, object.sizeIn) : sourceSize(object);

/** What the sizes of the signals of rules follow from. */
interface Ends {
  readonly pre: Sized;
  readonly post: Sized;
  readonly transform: TransformRecord | null;
}

/** How many values a rule takes. */
export function signalSize(rule: LearningRuleRecord, { pre, post, transform }: Ends): number {
  const width = signalWidth(rule);
  switch (width) {
    case 'none':
      return 0;
    case 'one':
      return 1;
    case 'state':
      return stateSize(post, targetSize(post));
    case 'pre':
      return sourceSize(pre);
    case 'post':
      return targetSize(post);
    case 'mid':
      return transform ? transformSizes(transform).sizeIn : targetSize(post);
    case 'preState':
      return stateSize(pre, sourceSize(pre));
    default:
      return width;
  }
}
