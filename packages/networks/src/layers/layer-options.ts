import { type DistributionInput, type NeuronRecord, optionNames, type PaddingInput, type SynapseRecord } from '@rheobase/core';

/** What all layers of one call of `layers` share. */
export interface LayersOptions {
  /** Neurons of every layer that does not say otherwise; null: none. */
  readonly neurons: NeuronRecord | null;
  /** Rate at an input of 1, Hz. Default 100. */
  readonly maxRates?: DistributionInput;
  /** Input at which neurons start to fire. Default 0. */
  readonly intercepts?: DistributionInput;
  /** In place of maxRates and intercepts. */
  readonly gain?: DistributionInput;
  readonly bias?: DistributionInput;
  /** Of every connection. Default null: none, as training wants it; add synapses afterwards with `withSynapses`. */
  readonly synapse?: SynapseRecord | null;
}

export interface LayerOptions {
  readonly label?: string;
  /** null: no neurons, a linear read-out. Default those of `layers`. */
  readonly neurons?: NeuronRecord | null;
  readonly synapse?: SynapseRecord | null;
}

export interface WeightOptions extends LayerOptions {
  /** Values or how to draw them. Default uniform within sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010). */
  readonly weights?: DistributionInput;
  /** Initial bias of a layer without neurons. Default 0. */
  readonly bias?: DistributionInput;
}

export interface Conv2dOptions extends WeightOptions {
  /** Shape (height, width, channels) of the input, where it does not have one of its own. */
  readonly shape?: readonly number[];
  readonly filters: number;
  /** Side or sides of the kernel. Default 3. */
  readonly kernel?: number | readonly number[];
  readonly strides?: number | readonly number[];
  readonly padding?: PaddingInput;
  readonly dilations?: number | readonly number[];
  readonly groups?: number;
}

export interface Pool2dOptions {
  readonly label?: string;
  readonly shape?: readonly number[];
  /** Default 2. */
  readonly size?: number | readonly number[];
  /** Default: size. */
  readonly strides?: number | readonly number[];
  readonly padding?: PaddingInput;
  readonly synapse?: SynapseRecord | null;
}

export interface MaxPool2dOptions extends Pool2dOptions {
  /** See `maxPool`. Default 'exact'. */
  readonly mode?: 'exact' | 'gate' | 'runningMax';
}

/** The options of all layers of one call, of activations, and of each other kind of layer. */
export const layersNames = optionNames<LayersOptions>({
  neurons: true,
  maxRates: true,
  intercepts: true,
  gain: true,
  bias: true,
  synapse: true,
});
export const activationNames = optionNames<Omit<LayerOptions, 'neurons'>>({ label: true, synapse: true });
export const denseNames = optionNames<WeightOptions>({ label: true, neurons: true, synapse: true, weights: true, bias: true });
export const conv2dNames = optionNames<Conv2dOptions>({
  label: true,
  neurons: true,
  synapse: true,
  weights: true,
  bias: true,
  shape: true,
  filters: true,
  kernel: true,
  strides: true,
  padding: true,
  dilations: true,
  groups: true,
});
export const pool2dNames = optionNames<Pool2dOptions>({
  label: true,
  shape: true,
  size: true,
  strides: true,
  padding: true,
  synapse: true,
});
export const maxPool2dNames = optionNames<MaxPool2dOptions>({
  label: true,
  shape: true,
  size: true,
  strides: true,
  padding: true,
  synapse: true,
  mode: true,
});
