import type { MatVec } from '../operators/mat-vec.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import type { Program } from '../program/program.js';
import { usesOf } from '../program/uses.js';

/**
 * Products of a matrix and a vector, by position, with the earlier ones, in order, that give the same whenever the matrices are equal: their
 * input is the same, and nobody changes it or the earlier result in between. The matrices are different parameters, so a Program keeps the
 * products apart; an engine may copy as long as both have the same numbers, as the decoders of a connection and of a probe often do.
 */
export function repeatedProducts(program: Program): ReadonlyMap<number, readonly MatVec<Parameter>[]> {
  const uses = usesOf(program);
  const earlier = new Map<string, { readonly index: number; readonly product: MatVec<Parameter> }[]>();
  const found = new Map<number, readonly MatVec<Parameter>[]>();
  for (const [index, operator] of program.operators.entries()) {
    if (operator.kind !== 'matVec') continue;
    const key = `${operator.rows} ${operator.in}`;
    const before = earlier.get(key) ?? [];
    const writers = uses.of(operator.in).writers;
    const same = before.filter(({ index: at }) => !writers.some(writer => writer > at && writer < index)).map(({ product }) => product);
    if (same.length > 0) found.set(index, same);
    if (uses.of(operator.out).writers.length === 1) earlier.set(key, [...before, { index, product: operator }]);
  }
  return found;
}
