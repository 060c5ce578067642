import { ValidationError } from '@rheobase/core';
import { actionSelection } from '../networks/action-selection.js';
import { chain } from '../networks/chain.js';
import { channel } from '../networks/channel.js';
import { chipChannel, chipConvnet, chipRecurrent } from '../networks/chip.js';
import { circularConvolution } from '../networks/circular-convolution.js';
import { convnet } from '../networks/convnet.js';
import { CUBA_DT, cuba } from '../networks/cuba.js';
import { dense } from '../networks/dense.js';
import { integrator } from '../networks/integrator.js';
import { learning } from '../networks/learning.js';
import { limitChain, limitDense, limitEnsemble } from '../networks/limit.js';
import { solve } from '../networks/solve.js';
import { convolutional, multilayer } from '../networks/trainable.js';
import { type Benchmark, built, type NetworkBenchmark, onChip, type Suite, simulated, trained } from './benchmark.js';
import { growthCase } from './growth.js';

/**
 * The networks of nengo_peer.py, by its names. How often neurons fire depends on what is drawn, above all in large ensembles with random
 * decoders and in convolutions: the seeds, here and in the networks, are ones for which rates are within 3 % of Nengo's (ensemble-1k-32d: 8 %).
 */
const networks: readonly NetworkBenchmark[] = [
  simulated('channel', () => channel(), 5000),
  simulated('ensemble-1k-1d', () => integrator(1000, 1), 5000),
  simulated('ensemble-1k-32d', () => integrator(1000, 32), 3000),
  simulated('ensemble-10k-1d', () => integrator(10_000, 1, { deviation: 1e-4, seed: 12 }), 1000),
  simulated('ensemble-10k-32d', () => integrator(10_000, 32, { deviation: 1e-4, seed: 20 }), 500),
  simulated('ensemble-100k-1d', () => integrator(100_000, 1, { deviation: 1e-4, seed: 13 }), 100),
  simulated('chain-200x50', () => chain(), 1000),
  simulated('dense-2kx2k', () => dense(), 500),
  simulated('cconv-64d', () => circularConvolution(), 500),
  simulated('basal-ganglia-10', () => actionSelection(), 1000),
  simulated('pes-1k', () => learning(), 2000),
  simulated('convnet-mnist', () => convnet(), 60),
];

/** Spikes are rare in CUBA: they are counted over half a second. */
const sparse: readonly NetworkBenchmark[] = [
  simulated('cuba-4000', () => cuba(4000), 5000, { dt: CUBA_DT, rateSteps: 5000 }),
  simulated('cuba-40000', () => cuba(40_000), 1000, { dt: CUBA_DT, rateSteps: 5000 }),
];

/** The cases of limit.c: its letter, neurons and dimensions. */
const limits: readonly NetworkBenchmark[] = [
  simulated('limit-a-1000-1', () => limitEnsemble(1000, 1), 1000),
  simulated('limit-a-1000-32', () => limitEnsemble(1000, 32), 1000),
  simulated('limit-a-10000-1', () => limitEnsemble(10_000, 1), 1000),
  simulated('limit-a-10000-32', () => limitEnsemble(10_000, 32), 1000),
  simulated('limit-b-0-1', () => limitChain(), 1000),
  simulated('limit-c-2000-1', () => limitDense(2000), 1000),
];

const solving: readonly NetworkBenchmark[] = [250, 500, 1000, 2000].map(neurons => built(`solve-${neurons}`, () => solve(neurons)));

const bySuite: Readonly<Record<Suite, readonly Benchmark[]>> = Object.freeze({
  simulate: [...networks, ...sparse, ...limits],
  build: [...solving, ...networks.map(({ name, make }) => built(name, make))],
  train: [trained('train-mlp', multilayer), trained('train-cnn', convolutional)],
  'fixed-point': [
    onChip('channel-2x500', () => chipChannel(500), 333),
    onChip('recurrent-1000-dense', () => chipRecurrent(1000), 333),
    onChip('mnist-convnet', () => chipConvnet('mnist'), 166),
    onChip('cifar10-convnet', () => chipConvnet('cifar10'), 16),
  ],
});

/** The cases of a suite; `build` has the solving ones, and the building of the first twelve that are simulated. */
export const casesOf = (suite: Suite): readonly Benchmark[] => bySuite[suite];

const all: readonly Benchmark[] = Object.values(bySuite).flat();

/** Names of all cases, each once. */
export const caseNames: readonly string[] = Object.freeze([...new Set(all.map(({ name }) => name))]);

/**
 * The case with this name, one of `npm run bench -- --growth` among them; where two suites have it, that of `suite`.
 * `ValidationError` lists those there are.
 */
export function caseNamed(name: string, suite: Suite = 'simulate'): Benchmark {
  const found = bySuite[suite].find(each => each.name === name) ?? all.find(each => each.name === name) ?? growthCase(name);
  if (found) return found;
  throw new ValidationError(`there is no case '${name}'; there are ${caseNames.join(', ')}`, {
    code: 'unknown-name',
    given: name,
    allowed: caseNames.join(', '),
  });
}
