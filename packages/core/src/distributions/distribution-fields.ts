import { flag } from '../definitions/field-checks.js';
import { hasType } from '../definitions/has-type.js';
import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import type { Distribution, DistributionRecord } from './distribution.js';

/** Numbers and words are checked by `checkedDistribution`. */
const table: FieldTable<DistributionRecord<unknown>> = {
  uniform: { low: true, high: true, integer: flag },
  gaussian: { mean: true, std: true },
  exponential: { scale: true, shift: true, high: true },
  uniformHypersphere: { surface: flag, minMagnitude: true },
  quasirandomSequence: {},
  scatteredHypersphere: { surface: flag, minMagnitude: true, base: distributionField, method: true },
  choice: { options: true, weights: true },
  samples: { values: true },
  pdf: { x: true, p: true },
  sqrtBeta: { n: true, m: true },
  subvectorLength: { dimensions: true, subdimensions: true },
  cosineSimilarity: { dimensions: true },
};

/** Refuses what is no distribution, or one without exactly the fields of its type; arrays may be held in any way. */
export function needDistributionFields(object: string, given: unknown): asserts given is DistributionRecord<unknown> {
  knownFields(object, given, table);
}

/** A distribution within another record. */
export function distributionField(object: string, name: string, given: unknown): void {
  knownFields(`${object}: ${name}`, given, table);
}

/** Every kind of distribution there is. */
export const distributionKinds = Object.freeze([
  'uniform',
  'gaussian',
  'exponential',
  'uniformHypersphere',
  'quasirandomSequence',
  'scatteredHypersphere',
  'choice',
  'samples',
  'pdf',
  'sqrtBeta',
  'subvectorLength',
  'cosineSimilarity',
] as const) satisfies readonly Distribution['type'][];

/** Refuses what is no record of a distribution; `what` begins the message. */
export function needDistribution(what: string, given: unknown): void {
  if (hasType(given, distributionKinds)) return;
  const kinds = distributionKinds.join(', ');
  const value = typeof given === 'object' && given !== null && 'type' in given ? `a record of type ${shown(given.type)}` : shown(given);
  throw new ValidationError(`${what} must be a record such as gaussian(0, 1), of type ${kinds}, but ${value} was given`, {
    code: 'invalid-record',
    given,
    allowed: kinds,
  });
}
