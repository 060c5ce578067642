import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';

/** Rejects what is no object of a network, such as `ensemble[0]` or the record of a network that has an `input` of its own. */
export function needEndpoint(what: string, given: unknown): void {
  if (typeof given === 'object' && given !== null && 'kind' in given && 'path' in given) return;
  const part = typeof given === 'object' && given !== null && 'input' in given && 'output' in given;
  const value = part ? 'a network' : typeof given === 'object' && given !== null ? 'another object' : shown(given);
  const remedy = part ? 'give its input or output' : 'some elements are ensemble.at(0), a constant is network.constant(values)';
  throw new ValidationError(`${what} must be a node, an ensemble, its neurons or elements of them, but ${value} was given; ${remedy}`, {
    code: 'invalid-endpoint',
    given,
    allowed: 'node, ensemble, neurons, elements of them',
  });
}
