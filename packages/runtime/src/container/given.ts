import type { Model } from '@rheobase/compiler';
import { Network, ValidationError } from '@rheobase/core';
import type { Plugin } from '../plugin/plugin.js';

/** Whether a value of a program without types is a plugin. */
export const isPlugin = (value: unknown): value is Plugin => typeof value === 'object' && value !== null && 'module' in value;

/** A Network, or anything else, where a Model is needed is said in one sentence; programs without types meet this. */
export function needModel(where: string, value: Model): void {
  const given: unknown = value;
  if (typeof given === 'object' && given !== null && 'tensors' in given && given.tensors instanceof Map) return;
  const what =
    given instanceof Network
      ? 'a Network was given; pass await build(network)'
      : given instanceof Promise
        ? 'a promise was given; put await before build(network)'
        : `${String(given)} was given`;
  throw new ValidationError(`${where}: a Model is needed, but ${what}`, { code: 'not-a-model', given, allowed: 'a Model' });
}
