import {
  builtin,
  choice,
  dense,
  knownOptions,
  lowpass,
  type Network,
  type NetworkOptions,
  type Node,
  nonNegativeL2nz,
  optionNames,
  type SolverRecord,
  type SynapseRecord,
  uniform,
} from '@rheobase/core';
import { partOf } from '../part.js';
import { type EnsembleArray, ensembleArray } from '../populations/ensemble-array.js';

/** Strengths and thresholds of the model of Gurney, Prescott and Redgrave. */
export interface BasalGangliaWeights {
  /** Cortex to striatum, cortex to subthalamic nucleus. */
  readonly ws: number;
  readonly wt: number;
  /** Striatum to pallidum, external pallidum to subthalamic nucleus. */
  readonly wm: number;
  readonly wg: number;
  /** Subthalamic nucleus to pallidum, external to internal pallidum. */
  readonly wp: number;
  readonly we: number;
  /** Thresholds of striatum, subthalamic nucleus, external and internal pallidum. */
  readonly e: number;
  readonly ep: number;
  readonly ee: number;
  readonly eg: number;
  /** Influence of dopamine on the neurons of the indirect and of the direct path. */
  readonly le: number;
  readonly lg: number;
}

export interface BasalGangliaOptions extends NetworkOptions {
  /** Neurons for each action in each of the five nuclei. Default 100. */
  readonly neurons?: number;
  /** Factor on the output. Default -3. */
  readonly outputWeight?: number;
  /** Added to every utility. Default 0. */
  readonly inputBias?: number;
  /** Of the excitatory connections. Default `lowpass(0.002)`. */
  readonly ampa?: SynapseRecord | null;
  /** Of the inhibitory connections. Default `lowpass(0.008)`. */
  readonly gaba?: SynapseRecord | null;
  /** Default: non-negative least squares, as rates are. */
  readonly solver?: SolverRecord;
  readonly weights?: Partial<BasalGangliaWeights>;
}

/** Selects among actions: the output is near 0 for the one with the largest utility and clearly negative for the others. */
export interface BasalGanglia {
  readonly network: Network;
  /** One utility for each action, between 0 and 1; the best are above 0.3 and differ by 0.1 or more. */
  readonly input: Node;
  readonly output: Node;
  readonly striatumD1: EnsembleArray;
  readonly striatumD2: EnsembleArray;
  readonly subthalamic: EnsembleArray;
  readonly pallidumExternal: EnsembleArray;
  readonly pallidumInternal: EnsembleArray;
}

const names = optionNames<BasalGangliaOptions>({
  label: true,
  seed: true,
  defaults: true,
  neurons: true,
  outputWeight: true,
  inputBias: true,
  ampa: true,
  gaba: true,
  solver: true,
  weights: true,
});

const defaultWeights: BasalGangliaWeights = Object.freeze({
  ws: 1,
  wt: 1,
  wm: 1,
  wg: 1,
  wp: 0.9,
  we: 0.3,
  e: 0.2,
  ep: -0.25,
  ee: -0.2,
  eg: -0.2,
  le: 0.2,
  lg: 0.2,
});

/**
 * Adds the model of action selection in the basal ganglia of Gurney, Prescott and Redgrave (2001) in spiking neurons, after Stewart, Choo and
 * Eliasmith (2010), for so many actions. Each nucleus passes on what exceeds its threshold: max(0, x - threshold).
 */
export function basalGanglia(network: Network, actions: number, options: BasalGangliaOptions = {}): BasalGanglia {
  const {
    neurons = 100,
    outputWeight = -3,
    inputBias = 0,
    ampa = lowpass(0.002),
    gaba = lowpass(0.008),
    weights = {},
  } = knownOptions('basalGanglia', options, names);
  const w = { ...defaultWeights, ...knownOptions('basalGanglia.weights', weights, Object.keys(defaultWeights)) };
  const solver = options.solver ?? nonNegativeL2nz();
  const whole = partOf(
    network,
    'basalGanglia',
    { ...options, defaults: { ...options.defaults, connection: { solver, ...options.defaults?.connection } } },
    names,
  );
  const input = whole.passthrough(actions, { label: 'input' });
  const output = whole.passthrough(actions, { label: 'output' });
  const nucleus = (label: string, threshold: number): EnsembleArray =>
    ensembleArray(whole, neurons, actions, {
      label,
      ensemble: { radius: 1.5, encoders: choice([[1]]), intercepts: uniform(threshold, 1) },
      function: builtin('ramp', { threshold }),
    });
  const striatumD1 = nucleus('striatumD1', w.e);
  const striatumD2 = nucleus('striatumD2', w.e);
  const subthalamic = nucleus('subthalamic', w.ep);
  const pallidumInternal = nucleus('pallidumInternal', w.eg);
  const pallidumExternal = nucleus('pallidumExternal', w.ee);
  if (inputBias !== 0) {
    const bias = whole.constant(
      Array.from({ length: actions }, () => inputBias),
      { label: 'bias' },
    );
    whole.connect(bias, input, { synapse: null });
  }
  // Dopamine strengthens the direct path and weakens the indirect one.
  whole.connect(input, striatumD1.input, { transform: w.ws * (1 + w.lg), synapse: null });
  whole.connect(input, striatumD2.input, { transform: w.ws * (1 - w.le), synapse: null });
  whole.connect(input, subthalamic.input, { transform: w.wt, synapse: null });
  whole.connect(striatumD1.output, pallidumInternal.input, { transform: -w.wm, synapse: gaba });
  whole.connect(striatumD2.output, pallidumExternal.input, { transform: -w.wm, synapse: gaba });
  // The subthalamic nucleus excites all actions alike.
  const toAll = dense(Array.from({ length: actions }, () => Array.from({ length: actions }, () => w.wp)));
  whole.connect(subthalamic.output, pallidumInternal.input, { transform: toAll, synapse: ampa });
  whole.connect(subthalamic.output, pallidumExternal.input, { transform: toAll, synapse: ampa });
  whole.connect(pallidumExternal.output, pallidumInternal.input, { transform: -w.we, synapse: gaba });
  whole.connect(pallidumExternal.output, subthalamic.input, { transform: -w.wg, synapse: gaba });
  whole.connect(pallidumInternal.output, output, { transform: outputWeight, synapse: null });
  return Object.freeze({ network: whole, input, output, striatumD1, striatumD2, subthalamic, pallidumExternal, pallidumInternal });
}
