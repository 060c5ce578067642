import { type ErrorDetail, ValidationError } from '@rheobase/core';
import { type Model, type ModelProbe, probeAt, type TensorId } from '@rheobase/model';
import { type FitRequest, inputNodes } from '@rheobase/runtime';
import { orderFor } from '../network/order.js';
import { trainableTensors } from '../network/parameters.js';

/** What a request comes down to in a model. */
export interface Task {
  readonly probe: ModelProbe;
  /** Path of the input node that takes the data. */
  readonly input: string;
  readonly trained: readonly TensorId[];
}

function fail(message: string, detail: ErrorDetail): never {
  throw new ValidationError(`fit: ${message}`, detail);
}

function inputOf(model: Model, request: FitRequest, needed: ReadonlySet<string>): string {
  const nodes = inputNodes(model);
  const known = Array.from(nodes.keys()).join(', ') || 'none';
  const used = Array.from(nodes.keys()).filter(path => needed.has(path));
  const path = request.input ?? (used.length === 1 ? used[0] : undefined);
  if (path === undefined) {
    return fail(`name the input node that takes the data; probe ${request.probe} depends on ${used.join(', ') || 'none'}`, {
      code: 'ambiguous-input',
      allowed: known,
    });
  }
  const size = nodes.get(path);
  if (size === undefined)
    return fail(`there is no input node '${path}'; the model has ${known}`, { code: 'unknown-path', given: path, allowed: known });
  if (!needed.has(path)) return fail(`probe ${request.probe} does not depend on input node ${path}`, { code: 'unconnected', object: path });
  const other = used.find(node => node !== path);
  if (other !== undefined) {
    return fail(
      `probe ${request.probe} also depends on input node ${other}, for which there are no data; use one input node, or a constant`,
      { code: 'missing-input', object: other },
    );
  }
  for (const [name, data] of [
    ['data', request.data],
    ['validation', request.validation],
  ] as const) {
    if (data && data.x.shape[2] !== size) {
      fail(`input node ${path} takes ${size} values a step, but the ${name} have ${data.x.shape[2]}`, {
        code: 'size-mismatch',
        object: path,
        given: data.x.shape[2],
        allowed: String(size),
      });
    }
  }
  return path;
}

function checkNumbers({ epochs, batch, sigma, data, validation }: FitRequest): void {
  if (!(Number.isInteger(epochs) && epochs >= 1))
    fail(`epochs must be a whole number >= 1, but ${epochs} was given`, { code: 'invalid-parameter', given: epochs, allowed: '>= 1' });
  if (!(Number.isInteger(batch) && batch >= 1))
    fail(`batch must be a whole number >= 1, but ${batch} was given`, { code: 'invalid-parameter', given: batch, allowed: '>= 1' });
  if (!(Number.isFinite(sigma) && sigma >= 0))
    fail(`sigma must be a number >= 0, but ${sigma} was given`, { code: 'invalid-parameter', given: sigma, allowed: '>= 0' });
  if (data.x.shape[0] * data.x.shape[1] === 0) fail('the dataset is empty', { code: 'empty-dataset' });
  if (validation && validation.x.shape[0] * validation.x.shape[1] === 0) fail('the validation dataset is empty', { code: 'empty-dataset' });
}

/** A request checked against a model; `ValidationError` for whatever does not fit, before anything starts. */
export function taskOf(model: Model, request: FitRequest): Task {
  checkNumbers(request);
  const probe = probeAt(model, request.probe);
  if (probe.synapse !== null) {
    fail(`probe ${probe.path} is filtered by a ${probe.synapse.type} synapse; train on a probe with synapse: null`, {
      code: 'filtered-probe',
      object: probe.path,
      given: probe.synapse.type,
      allowed: 'synapse: null',
    });
  }
  const order = orderFor(model, [probe]);
  const input = inputOf(model, request, new Set(order.paths));
  for (const [name, data] of [
    ['data', request.data],
    ['validation', request.validation],
  ] as const) {
    if (data && data.classes !== probe.size) {
      fail(`probe ${probe.path} gives ${probe.size} values, but the ${name} have ${data.classes} classes; the two must be equal`, {
        code: 'size-mismatch',
        object: probe.path,
        given: data.classes,
        allowed: String(probe.size),
      });
    }
  }
  const trained = trainableTensors(model, order, [probe]);
  if (trained.length === 0)
    fail(`nothing that probe ${probe.path} depends on is trainable; look at the hints named trainable`, {
      code: 'nothing-to-train',
      object: probe.path,
    });
  return { probe, input, trained };
}
