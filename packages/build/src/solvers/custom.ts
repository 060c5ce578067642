import { type CustomSolver, needDefinition, type SolverResult, ValidationError } from '@rheobase/core';
import type { Activities, Asked, Solve } from './solve.js';

const isList = (given: unknown): given is ArrayLike<unknown> =>
  typeof given === 'object' && given !== null && 'length' in given && typeof given.length === 'number';

/** Decoders by the user's code, once they are known to be numbers of the right count. */
export function custom(solver: CustomSolver, { values, points, neurons }: Activities, asked: Asked): Solve {
  const { solve } = needDefinition(asked.definitions, 'solver', solver, asked.object);
  const fail = (what: string, given: unknown, allowed: string) =>
    new ValidationError(`${asked.object}: solver '${solver.name}' ${what}; it must return ${allowed}`, {
      code: 'invalid-decoders',
      object: asked.object,
      given,
      allowed,
    });
  return (targets, size) => {
    const allowed = `${neurons} x ${size} finite numbers (neurons, size), row-major`;
    let result: SolverResult | null | undefined;
    try {
      const seen = { activities: values.slice(), targets: targets.slice(), points, neurons, size };
      result = solve({ ...seen, parameters: solver.parameters, random: asked.random('custom') });
    } catch (error) {
      throw fail(`threw '${error instanceof Error ? error.message : String(error)}'`, error, allowed);
    }
    if (typeof result !== 'object' || result === null) throw fail(`returned ${String(result)}`, result, allowed);
    const found: unknown = isList(result) ? result : result.decoders;
    if (!isList(found)) throw fail('returned an object without decoders', result, allowed);
    if (found.length !== neurons * size) throw fail(`returned ${found.length} numbers`, found.length, allowed);
    const decoders = Float64Array.from(found, Number);
    const wrong = decoders.findIndex((x, at) => typeof found[at] !== 'number' || !Number.isFinite(x));
    if (wrong >= 0) throw fail(`returned ${String(found[wrong])} at ${wrong}`, found[wrong], allowed);
    if (!isList(result)) asked.report(result.info);
    return decoders;
  };
}
