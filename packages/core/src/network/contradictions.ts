import { type DistributionInput, toDistribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import type { ConnectionOptions } from './connection-options.js';
import type { EnsembleOptions } from './ensemble-options.js';
import type { Viewable } from './objects.js';

/** Refuses two options of which one takes away the meaning of the other. */
export function contradiction(object: string, without: string, beside: string, why: string, remedy: string): never {
  throw new ValidationError(`${object}: ${without} has no effect beside ${beside}, ${why}; ${remedy}`, {
    code: 'contradiction',
    object,
    given: [without, beside],
    allowed: `${without} or ${beside}`,
  });
}

/** How many points are given as values; null where they are drawn. */
export function givenPoints(evalPoints: DistributionInput, dimensions: number): number | null {
  const points = toDistribution(evalPoints);
  return points.type === 'samples' ? Math.ceil(points.values.data.length / dimensions) : null;
}

/**
 * Refuses options of one ensemble that contradict each other. Only its own options are checked: they override defaults of the network. Rates
 * beside gain and bias are accepted with `direct()`, so that it can replace neurons and leave the other options as they are.
 */
export function checkEnsembleOptions(path: string, dimensions: number, said: EnsembleOptions): void {
  const tuned = (['gain', 'bias'] as const).find(name => said[name] !== undefined);
  const asked = (['maxRates', 'intercepts'] as const).find(name => said[name] !== undefined);
  if (tuned !== undefined && asked !== undefined && said.neuronType?.type !== 'direct') {
    contradiction(path, asked, 'gain and bias', 'from which rates and intercepts follow', `leave out ${asked}, or leave out gain and bias`);
  }
  const { evalPoints, evalPointCount } = said;
  const given = evalPoints === undefined ? null : givenPoints(evalPoints, dimensions);
  if (evalPointCount !== undefined && given !== null && given !== evalPointCount) {
    const many = `${given} evalPoints that are given as values`;
    contradiction(path, `evalPointCount ${evalPointCount}`, many, 'which are all used', 'leave out evalPointCount, or give as many');
  }
  if (said.encoders !== null) return;
  const useless = (['normalizeEncoders', 'evalPoints', 'evalPointCount'] as const).find(name => said[name] !== undefined);
  if (useless === undefined) return;
  contradiction(path, useless, 'encoders null', 'as nothing is represented', `leave out ${useless}, or give encoders`);
}

/** Refuses options of a connection about decoders where there are none to solve. */
export function checkConnectionOptions(path: string, source: Viewable, said: ConnectionOptions): void {
  if (source.kind === 'ensemble') return;
  const useless = (['evalPoints', 'scaleEvalPoints'] as const).find(name => said[name] !== undefined);
  if (useless === undefined) return;
  const from = source.kind === 'node' ? `a connection from the node ${source.path}` : `a connection from the neurons of ${source.path}`;
  contradiction(`connection ${path}`, useless, from, 'as no decoders are solved', `leave out ${useless}, or connect from an ensemble`);
}
