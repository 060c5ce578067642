import { knownOptions, optionNames } from '../definitions/known-options.js';
import { checkedSeed } from '../definitions/seed.js';
import { ValidationError } from '../errors.js';
import { needGivenShape } from '../solvers/given-decoders.js';
import { leastSquaresL2 } from '../solvers/least-squares.js';
import { sizeOf } from '../tensor.js';
import { beyond, isDirect, represents } from './endpoint.js';
import { needProbeRecords } from './given-records.js';
import type { Connection, Endpoint } from './objects.js';
import { Probe, type ProbeOptions } from './probe.js';
import { probeable, probeShape } from './probeable.js';

/** The names of what may be said of a probe. */
export const probeOptionNames = optionNames<ProbeOptions>({
  label: true,
  attribute: true,
  synapse: true,
  sampleEvery: true,
  keep: true,
  solver: true,
  seed: true,
});

/** A probe with every option checked. */
export function makeProbe(path: string, target: Endpoint | Connection, options: ProbeOptions): Probe {
  knownOptions(`probe ${path}`, options, probeOptionNames);
  needProbeRecords(`probe ${path}`, options);
  const allowed = probeable(target);
  const attribute = options.attribute ?? allowed[0] ?? 'output';
  if (!allowed.includes(attribute)) {
    throw new ValidationError(`probe ${path}: '${attribute}' cannot be probed on ${target.path}; what can be: ${allowed.join(', ')}`, {
      code: 'unknown-attribute',
      object: path,
      given: attribute,
      allowed: allowed.join(', '),
    });
  }
  const ensemble = target.kind === 'view' ? target.of : target;
  if (ensemble.kind === 'ensemble' && !represents(ensemble)) {
    throw new ValidationError(`probe ${path}: ensemble ${ensemble.path} has no encoders; probe its neurons`, {
      code: 'invalid-endpoint',
      object: path,
    });
  }
  const outside = target.kind === 'view' && target.of.kind === 'node' ? beyond(target, target.of.sizeOut) : undefined;
  if (outside !== undefined) {
    throw new ValidationError(`probe ${path}: element ${outside} is not among the values that ${target.path} gives out`, {
      code: 'invalid-index',
      object: path,
      given: outside,
    });
  }
  const shape = probeShape(target, attribute);
  if (shape === null || sizeOf(shape) === 0) {
    throw new ValidationError(
      `probe ${path}: ${attribute} of ${target.path} can only be probed as a whole${shape ? ' and has no elements' : ''}`,
      {
        code: 'invalid-index',
        object: path,
        given: attribute,
        allowed: 'the object itself, without indices',
      },
    );
  }
  const { sampleEvery = null, keep = null } = options;
  const refuse = (name: string, given: number, needed: string): never => {
    throw new ValidationError(`probe ${path}: ${name} must be ${needed}, but ${given} was given`, {
      code: 'invalid-parameter',
      object: path,
      given,
      allowed: needed,
    });
  };
  if (sampleEvery !== null && !(sampleEvery > 0)) refuse('sampleEvery', sampleEvery, 'a time in s > 0');
  if (keep !== null && !(Number.isInteger(keep) && keep >= 1)) refuse('keep', keep, 'a whole number >= 1');
  const { solver = leastSquaresL2() } = options;
  if (solver.type === 'givenDecoders' && ensemble.kind === 'ensemble' && attribute === 'decoded' && !isDirect(ensemble))
    needGivenShape(path, solver, ensemble.size, sizeOf(shape));
  return new Probe({
    path,
    target,
    attribute,
    size: sizeOf(shape),
    synapse: options.synapse ?? null,
    sampleEvery,
    keep,
    solver,
    seed: checkedSeed(path, options.seed ?? 0),
  });
}
