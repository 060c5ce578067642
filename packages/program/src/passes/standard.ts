import { ValidationError } from '@rheobase/core';
import type { Program } from '../program/program.js';
import { biasColumn } from './bias-column.js';
import { dropUnread } from './drop-unread.js';
import type { Pass } from './pass.js';
import { shareEqual } from './share-equal.js';

/** What the reference backend has `lower` apply, in this order. */
export const standardPasses: readonly Pass[] = Object.freeze([dropUnread, shareEqual, biasColumn]);

const isPass = (given: unknown): boolean => typeof given === 'object' && given !== null && 'apply' in given;

/** The passes that a backend was given as its option `passes`, by default `standardPasses`; `backend` is what errors name. */
export function checkedPasses(backend: string, given: readonly Pass[] = standardPasses): readonly Pass[] {
  if (Array.isArray(given) && given.every(isPass)) return given;
  throw new ValidationError(`${backend}: passes must be a list of passes, such as standardPasses or [], but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: backend,
    given,
    allowed: `a list of passes (${standardPasses.map(({ name }) => name).join(', ')}, or of your own)`,
  });
}

/** Sends a program through passes in turn; `observe` sees what each has made. */
export function applyPasses(program: Program, passes: readonly Pass[], observe?: (pass: string, program: Program) => void): Program {
  return passes.reduce((current, pass) => {
    const next = pass.apply(current);
    observe?.(pass.name, next);
    return next;
  }, program);
}
