import { ValidationError } from '@rheobase/core';
import type { Model } from './model.js';

/** The class of an object; objects made by `Object.create(null)` have none. */
const classOf = (given: object): string | null =>
  'constructor' in given && typeof given.constructor === 'function' ? given.constructor.name : null;

/** By what only a Network has: a test by its class would bring all that describes networks into pages that only run models. */
const isNetwork = (given: unknown): boolean => typeof given === 'object' && given !== null && 'connect' in given && 'ensembles' in given;

function whatOf(given: unknown): string {
  if (isNetwork(given)) return 'a Network was given; pass await build(network)';
  if (given instanceof Promise) return 'a promise was given; put await before build(network)';
  if (Array.isArray(given)) return 'an array was given';
  if (typeof given === 'function') return 'a function was given';
  if (typeof given === 'object' && given !== null) return `an object of class ${classOf(given) ?? '(none)'} was given`;
  return `${typeof given === 'string' ? JSON.stringify(given) : String(given)} was given`;
}

/** A Network, a promise or anything else where a Model is needed is said in one sentence; programs without types meet this. */
export function needModel(where: string, value: Model): void {
  const given: unknown = value;
  if (typeof given === 'object' && given !== null && 'tensors' in given && given.tensors instanceof Map) return;
  throw new ValidationError(`${where}: a Model is needed, but ${whatOf(given)}`, {
    code: 'not-a-model',
    // By name: an error that nobody catches is printed with all its fields, and these hold whole networks.
    given: typeof given === 'object' && given !== null ? (classOf(given) ?? 'object') : given,
    allowed: 'a Model',
  });
}
