import { Network, relu, uniform } from '@rheobase/core';
import * as networks from '@rheobase/networks';
import type { Methods } from '../table.js';

const net = () => new Network();
const part = { label: 'part', seed: 1, defaults: { ensemble: { radius: 1 }, connection: { delaySteps: 0 }, probe: { keep: 5 } } };

const image = () => {
  const network = net();
  return { input: network.input(16, { shape: [4, 4, 1] }), add: networks.layers(network, { neurons: null }) };
};
const windows = { label: 'l', synapse: null, shape: [4, 4, 1], size: 2, strides: 1, padding: 'valid' } as const;
const padding = { valid: true, same: true } as const;

/** The methods of what layers() gives. */
const layerCalls = {
  dense: takes(
    (options: networks.WeightOptions) => {
      const { input, add } = image();
      add.dense(input, 2, options);
    },
    { label: 'l', neurons: null, synapse: null, weights: uniform(0, 1), bias: 0 },
  ),
  conv2d: takes(
    (options: networks.Conv2dOptions) => {
      const { input, add } = image();
      add.conv2d(input, options);
    },
    {
      label: 'l',
      neurons: null,
      synapse: null,
      weights: uniform(0, 1),
      bias: 0,
      shape: [4, 4, 1],
      filters: 1,
      kernel: 2,
      strides: 1,
      padding: 'valid',
      dilations: 1,
      groups: 1,
    },
    { words: { padding } },
  ),
  avgPool2d: takes(
    (options: networks.Pool2dOptions) => {
      const { input, add } = image();
      add.avgPool2d(input, options);
    },
    windows,
    { words: { padding } },
  ),
  maxPool2d: takes(
    (options: networks.MaxPool2dOptions) => {
      const { input, add } = image();
      add.maxPool2d(input, options);
    },
    { ...windows, mode: 'exact' },
    { words: { padding, mode: { exact: true, gate: true, runningMax: true } } },
  ),
  activation: takes(
    (options: Omit<networks.LayerOptions, 'neurons'>) => {
      const { input, add } = image();
      add.activation(input, relu(), options);
    },
    { label: 'l', synapse: null },
  ),
} satisfies Methods<networks.Layers>;

import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/networks. */
export const table: Table<typeof import('@rheobase/networks')> = {
  actionSelection: takes((options: networks.ActionSelectionOptions) => networks.actionSelection(net(), 2, options), {
    ...part,
    basalGanglia: { neurons: 5, weights: { ws: 1 } },
    thalamus: { neurons: 5 },
  }),
  activateDirectMode: plain,
  associativeMemory: [
    takes(
      (options: networks.AssociativeMemoryOptions) =>
        networks.associativeMemory(
          net(),
          [
            [1, 0],
            [0, 1],
          ],
          options,
        ),
      {
        ...part,
        outputs: [[1], [0]],
        neurons: 5,
        threshold: 0.3,
        inputScales: 1,
        inhibitable: { scale: 1 },
        winnerTakeAll: { inhibitScale: 1 },
        thresholdOutputs: { neurons: 5 },
        defaultOutput: { vector: [1], neurons: 5, minActivation: 0.5 },
      },
    ),
    takes(
      (options: networks.MappingOptions) =>
        networks
          .associativeMemory(net(), [
            [1, 0],
            [0, 1],
          ])
          .addInputMapping('m', [[1], [0]], options),
      { inputScales: 1 },
    ),
  ],
  basalGanglia: takes((options: networks.BasalGangliaOptions) => networks.basalGanglia(net(), 2, options), {
    ...part,
    neurons: 5,
    outputWeight: -3,
    inputBias: 0,
    ampa: null,
    gaba: null,
    weights: { ws: 1, wt: 1 },
  }),
  circularConvolution: takes((options: networks.CircularConvolutionOptions) => networks.circularConvolution(net(), 5, 2, options), {
    ...part,
    invertA: true,
    invertB: true,
    inputMagnitude: 1,
  }),
  ensembleArray: [
    takes((options: networks.EnsembleArrayOptions) => networks.ensembleArray(net(), 5, 2, options), {
      ...part,
      dimensions: 1,
      ensemble: { radius: 1 },
      function: (x: Float64Array) => x,
    }),
    takes((options: networks.OutputOptions) => networks.ensembleArray(net(), 5, 2).addOutput('o', x => x, options), { synapse: null }),
  ],
  fourierProducts: plain,
  fourierTransforms: takes((invert: networks.FourierInverse) => networks.fourierTransforms(4, invert), { a: true, b: true }),
  inputGatedMemory: takes((options: networks.InputGatedMemoryOptions) => networks.inputGatedMemory(net(), 5, 1, options), {
    ...part,
    feedback: 1,
    differenceGain: 1,
  }),
  integrator: takes((options: networks.DynamicsOptions) => networks.integrator(net(), 5, 1, options), { ...part, tau: 0.1 }),
  layers: [
    takes((options: networks.LayersOptions) => networks.layers(net(), options), {
      neurons: null,
      maxRates: 100,
      intercepts: 0,
      synapse: null,
    }),
    ...Object.values(layerCalls),
  ],
  linearDynamics: takes((options: networks.DynamicsOptions) => networks.linearDynamics(net(), 5, [[0]], [[1]], options), {
    ...part,
    tau: 0.1,
  }),
  oscillator: takes((options: networks.DynamicsOptions) => networks.oscillator(net(), 5, 1, options), { ...part, tau: 0.1 }),
  product: takes((options: networks.ProductOptions) => networks.product(net(), 5, 1, options), { ...part, inputMagnitude: 1 }),
  thalamus: takes((options: networks.ThalamusOptions) => networks.thalamus(net(), 2, options), {
    ...part,
    neurons: 5,
    mutualInhibition: 1,
    threshold: 0,
  }),
  thresholdingEnsembles: takes((options: networks.ThresholdingOptions) => networks.thresholdingEnsembles(0, options), {
    interceptWidth: 0.15,
    radius: 1,
  }),
};
