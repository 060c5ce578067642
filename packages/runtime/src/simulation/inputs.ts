import { nodeSizes, ValidationError } from '@rheobase/core';
import { isSource, type Source } from '@rheobase/data';
import { type Model, needModel } from '@rheobase/model';

/** Inputs by node path; where the model has one input node, its samples or its source alone will do. */
export type Inputs = Source | Readonly<Record<string, Source>>;

/** The input nodes of a model, by path, with their sizes. */
export function inputNodes(model: Model): ReadonlyMap<string, number> {
  needModel('inputNodes', model);
  return new Map(model.nodes.filter(node => node.record.type === 'input').map(node => [node.path, nodeSizes(node.record).sizeOut]));
}

/** Inputs by path, each checked against its node; errors name the node and both sizes. */
export function resolveInputs(model: Model, inputs: Inputs | undefined): ReadonlyMap<string, Source> {
  const nodes = inputNodes(model);
  if (inputs === undefined) return new Map();
  const paths = Array.from(nodes.keys());
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs) || ArrayBuffer.isView(inputs)) {
    const what = typeof inputs === 'object' ? 'an array' : `a ${typeof inputs}`;
    throw new ValidationError(`inputs: samples are needed, but ${what} was given; use samplesOf([batch, steps, size], values)`, {
      code: 'not-samples',
      allowed: 'samples, or { path: samples }',
    });
  }
  if (isSource(inputs) && paths.length !== 1) {
    throw new ValidationError(`inputs: samples without a name need a model with one input node, but it has ${paths.join(', ') || 'none'}`, {
      code: 'ambiguous-input',
      given: paths,
      allowed: '{ path: samples }',
    });
  }
  const named: Readonly<Record<string, Source>> = isSource(inputs) ? { [paths[0] ?? '']: inputs } : inputs;
  const resolved = new Map<string, Source>();
  for (const [path, samples] of Object.entries(named)) {
    const size = nodes.get(path);
    if (size === undefined) {
      throw new ValidationError(`inputs: there is no input node '${path}'; the model has ${paths.join(', ') || 'none'}`, {
        code: 'unknown-path',
        object: path,
        given: path,
        allowed: paths.join(', '),
      });
    }
    if (!isSource(samples)) {
      throw new ValidationError(`inputs: ${path} takes samples; use samplesOf([batch, steps, ${size}], values)`, {
        code: 'not-samples',
        object: path,
        given: samples,
        allowed: `samples (batch, steps, ${size})`,
      });
    }
    if (samples.shape.length !== 3 || samples.shape[2] !== size) {
      throw new ValidationError(`inputs: ${path} takes (batch, steps, ${size}), but (${samples.shape.join(', ')}) was given`, {
        code: 'size-mismatch',
        object: path,
        given: samples.shape,
        allowed: `(batch, steps, ${size})`,
      });
    }
    resolved.set(path, samples);
  }
  return resolved;
}

/** The batch that inputs agree on; null where there are none. */
export function batchOf(inputs: ReadonlyMap<string, Source>): number | null {
  const batches = Array.from(inputs, ([path, samples]) => [path, samples.shape[0]] as const);
  const [first] = batches;
  const other = batches.find(([, batch]) => batch !== first?.[1]);
  if (first && other) {
    throw new ValidationError(`inputs: ${first[0]} has a batch of ${first[1]}, but ${other[0]} one of ${other[1]}`, {
      code: 'size-mismatch',
      object: other[0],
      given: other[1],
      allowed: String(first[1]),
    });
  }
  return first?.[1] ?? null;
}
