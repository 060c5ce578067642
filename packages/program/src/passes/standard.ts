import type { Program } from '../lower/program.js';
import { biasColumn } from './bias-column.js';
import { dropUnread } from './drop-unread.js';
import type { Pass } from './pass.js';
import { shareEqual } from './share-equal.js';

/** What the reference backend has `lower` apply, in this order. */
export const standardPasses: readonly Pass[] = Object.freeze([dropUnread, shareEqual, biasColumn]);

/** Sends a program through passes in turn; `observe` sees what each has made. */
export function applyPasses(program: Program, passes: readonly Pass[], observe?: (pass: string, program: Program) => void): Program {
  return passes.reduce((current, pass) => {
    const next = pass.apply(current);
    observe?.(pass.name, next);
    return next;
  }, program);
}
