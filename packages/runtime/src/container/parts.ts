import { UnsupportedError, ValidationError } from '@rheobase/core';
import type { Container, ServiceIdentifier } from 'inversify';
import type { Refusal } from '../plugin/backend.js';

/** Everything bound under a token; none where nothing is. */
export const allOf = <T>(container: Container, token: ServiceIdentifier<T>): readonly T[] =>
  container.isBound(token) ? container.getAll(token) : [];

/** Where the usual parts come from. */
const remedies: Readonly<Record<string, string>> = {
  backend: ', reference() of rheobase say',
  trainer: ', tfjs() of @rheobase/plugin-tfjs say',
  'rate runner': ', reference() of rheobase say',
};

/** The part with a name; if none is named the first of those preferred, or the only one. Errors list what there is. */
export function chosen<T extends { readonly name: string }>(
  kind: string,
  parts: readonly T[],
  name: string | undefined,
  preferred: readonly string[] = [],
): T {
  const names = parts.map(part => part.name);
  if (parts.length === 0) {
    throw new ValidationError(`there is no ${kind} in this runtime; pass a plugin that has one to createRuntime${remedies[kind] ?? ''}`, {
      code: `missing-${kind.replace(' ', '-')}`,
    });
  }
  const wanted = name ?? (parts.length === 1 ? names[0] : preferred.find(candidate => names.includes(candidate)));
  const found = parts.find(part => part.name === wanted);
  if (found) return found;
  const what = name === undefined ? `several ${kind}s are there; name one of` : `unknown ${kind} '${name}'; there are`;
  throw new ValidationError(`${what}: ${names.join(', ')}`, {
    code: `unknown-${kind.replace(' ', '-')}`,
    given: name,
    allowed: names.join(', '),
  });
}

/** Says that a backend runs in place of others, and all that these refused. */
export function fallbackMessage(
  by: string,
  refused: readonly (readonly [by: { readonly name: string }, refusals: readonly Refusal[]])[],
): string {
  const reasons = refused.map(
    ([{ name }, refusals]) =>
      `backend ${name} cannot run ${refusals.map(({ object, feature, reason }) => `${object}: ${feature}: ${reason}`).join('; ')}`,
  );
  return `${reasons.join('; ')}; backend ${by} runs the model instead`;
}

/** Raises what a backend or trainer refuses as one `UnsupportedError` that names the first object and counts the rest. */
export function raiseRefusals(by: string, refusals: readonly Refusal[]): void {
  const [first] = refusals;
  if (!first) return;
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : '';
  throw new UnsupportedError(`${by} ${first.object}: ${first.feature}: ${first.reason}${more}`, {
    code: 'refused',
    object: first.object,
    given: refusals,
  });
}
