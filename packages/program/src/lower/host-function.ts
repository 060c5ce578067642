import { implementationOf, ValidationError, type VectorValued, vectorValued } from '@rheobase/core';
import type { FunctionRef } from '@rheobase/model';
import type { Call } from '../operators/call.js';
import type { Draft } from './draft.js';

/** The function a reference stands for; one read from a document without its implementation is refused by name. */
export function functionOf(draft: Draft, ref: FunctionRef, path: string): VectorValued {
  if (ref.type === 'builtin') return implementationOf(ref);
  const given = ref.type === 'host' && Object.hasOwn(draft.functions, ref.name) ? draft.functions[ref.name] : undefined;
  const found = given ?? ref.implementation;
  if (found) return vectorValued(found);
  if (draft.dry) return () => [];
  const name = ref.type === 'host' ? ref.name : 'anonymous';
  throw new ValidationError(`${path}: host function '${name}' is not at hand; pass it in as functions: { '${name}': … }`, {
    code: 'missing-function',
    object: path,
    given: name,
  });
}

/** What a call says of its function. */
export const calledOf = (draft: Draft, ref: FunctionRef, path: string): Pick<Call, 'function' | 'builtin'> => ({
  function: functionOf(draft, ref, path),
  builtin: ref.type === 'builtin' ? ref : null,
});
