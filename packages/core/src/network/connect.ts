import { knownOptions } from '../definitions/known-options.js';
import { checkedSeed } from '../definitions/seed.js';
import { toDistribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { toFunction } from '../functions/function.js';
import { leastSquaresL2 } from '../solvers/least-squares.js';
import { isCompositional } from '../solvers/solver.js';
import { lowpass } from '../synapses/lowpass.js';
import { type Tensor, toTensor } from '../tensor.js';
import { scale } from '../transforms/matrices.js';
import { type TransformRecord, transformSizes } from '../transforms/transform.js';
import { checkRules } from './check-rules.js';
import { type ConnectionOptions, connectionOptionNames } from './connection-options.js';
import { baseOf, beyond, isDecoded, isDirect, represents } from './endpoint.js';
import { needConnectionRecords, rulesOf } from './given-records.js';
import { noHints } from './hints.js';
import { mappedSize } from './mapped-size.js';
import { Connection, type Endpoint, type Viewable } from './objects.js';
import { sourceSize, targetSize } from './sizes.js';

/** A view of a node is made for its larger side; here it must fit the side that is used. */
function checkElements(path: string, endpoint: Endpoint, size: number): void {
  const outside = beyond(endpoint, size);
  if (outside === undefined) return;
  throw new ValidationError(`connection ${path} uses element ${outside} of ${endpoint.path}, which has ${size} on this side`, {
    code: 'invalid-index',
    object: path,
    given: outside,
    allowed: `0 to ${size - 1}`,
  });
}

/** What is wrong with the ends of a connection; null where nothing is. */
function misfit(source: Viewable, target: Viewable, options: ConnectionOptions): string | null {
  if (source.kind === 'current') return `cannot start from the current of ${source.path}; probe it instead`;
  if (source.kind === 'rule') return `cannot start from the learning rule ${source.path}; probe it instead`;
  if (target.kind === 'node' && target.sizeIn === 0) return `cannot end at node ${target.path}, which takes no input`;
  if (target.kind === 'rule' && target.size === 0) return `cannot end at the learning rule ${target.path}, which takes no signal`;
  for (const end of [source, target]) {
    if (end.kind === 'ensemble' && !represents(end))
      return `cannot ${end === target ? 'end at' : 'start from'} ensemble ${end.path}, which has no encoders; connect ${end === target ? 'to' : 'from'} its neurons`;
    if ((end.kind === 'neurons' || end.kind === 'current') && isDirect(end.ensemble))
      return `cannot use the neurons of ${end.path}, which computes directly and has none; connect to the ensemble itself`;
  }
  if (options.solver?.weights && !(source.kind === 'ensemble' && target.kind === 'ensemble'))
    return 'has a solver with weights: true, which is for connections from an ensemble to an ensemble; leave weights out';
  if (source.kind === 'neurons' && options.function !== undefined)
    return `cannot apply a function to the neurons of ${source.path}; use a transform, or connect from the ensemble`;
  return null;
}

function checkEnds(path: string, pre: Endpoint, post: Endpoint, options: ConnectionOptions): void {
  const [source, target] = [baseOf(pre), baseOf(post)];
  const problem = misfit(source, target, options);
  if (problem) throw new ValidationError(`connection ${path} ${problem}`, { code: 'invalid-endpoint', object: path });
  checkElements(path, pre, sourceSize(source));
  checkElements(path, post, targetSize(target));
}

/** Targets stand for a function on an ensemble's points, one row each. */
function checkTargets(path: string, pre: Endpoint, targets: Tensor, { evalPoints, ...options }: ConnectionOptions): void {
  const points = evalPoints === undefined ? null : toDistribution(evalPoints);
  const dimensions = isDecoded(pre) ? sourceSize(baseOf(pre)) : null;
  const count = points?.type === 'samples' && dimensions !== null ? points.values.data.length / dimensions : null;
  const problem =
    dimensions === null
      ? 'targets are for decoded connections, which start from an ensemble with neurons'
      : options.function !== undefined
        ? 'give a function or targets, not both'
        : count === null
          ? 'targets need evalPoints given as values, one row for each row of targets'
          : targets.shape.length > 2 || targets.shape[0] !== count
            ? `targets of shape [${targets.shape}] do not have one row for each of the ${count} evalPoints`
            : null;
  if (problem === null) return;
  throw new ValidationError(`connection ${path}: ${problem}`, { code: 'invalid-targets', object: path, given: targets.shape });
}

function toTransform(given: TransformRecord | number | undefined, size: number): TransformRecord | null {
  return given === undefined ? null : typeof given === 'number' ? scale(given, size) : given;
}

/** A connection with every option checked; errors name the connection and both sizes. */
export function makeConnection(path: string, pre: Endpoint, post: Endpoint, options: ConnectionOptions): Connection {
  knownOptions(`connection ${path}`, options, connectionOptionNames);
  needConnectionRecords(`connection ${path}`, options);
  checkEnds(path, pre, post, options);
  const { delaySteps = 0, synapse = lowpass(0.005) } = options;
  if (!Number.isInteger(delaySteps) || delaySteps < 0) {
    throw new ValidationError(`connection ${path}: delaySteps must be a whole number >= 0, but ${delaySteps} was given`, {
      code: 'invalid-parameter',
      object: path,
      given: delaySteps,
      allowed: 'a whole number >= 0',
    });
  }
  const record = options.function === undefined ? null : toFunction(options.function);
  const targets = options.targets === undefined ? null : toTensor(options.targets);
  if (targets) checkTargets(path, pre, targets, options);
  const { solver = leastSquaresL2() } = options;
  const sizeMid = mappedSize({ path, pre, post, function: record, targets, transform: options.transform, solver });
  const transform = toTransform(options.transform, sizeMid);
  const { sizeIn, sizeOut } = transform ? transformSizes(transform) : { sizeIn: sizeMid, sizeOut: sizeMid };
  if (sizeIn !== sizeMid) {
    const what = record ? `the function of connection ${path} gives` : `${pre.path} gives`;
    throw new ValidationError(`connection ${path}: its ${transform?.type} transform takes ${sizeIn} values, but ${what} ${sizeMid}`, {
      code: 'size-mismatch',
      object: path,
      given: sizeMid,
      allowed: `${sizeIn} values`,
    });
  }
  if (sizeOut !== targetSize(post)) {
    throw new ValidationError(`connection ${path} carries ${sizeOut} values, but ${post.path} takes ${targetSize(post)}`, {
      code: 'size-mismatch',
      object: path,
      given: sizeOut,
      allowed: `${targetSize(post)} values`,
    });
  }
  const rules = rulesOf(options);
  checkRules(rules, { path, pre, post, transform, fullWeights: solver.weights, compositional: isCompositional(solver) });
  // Options without effect are not stored, whether given or by default.
  const decoding = baseOf(pre).kind === 'ensemble' ? options : {};
  return new Connection({
    path,
    pre,
    post,
    seed: checkedSeed(path, options.seed ?? 0),
    synapse,
    function: record,
    targets,
    transform,
    delaySteps,
    solver,
    evalPoints: decoding.evalPoints === undefined ? null : toDistribution(decoding.evalPoints),
    scaleEvalPoints: decoding.scaleEvalPoints ?? true,
    rules: Object.freeze([...rules]),
    hints: options.hints ?? noHints,
  });
}
