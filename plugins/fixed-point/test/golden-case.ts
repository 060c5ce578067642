import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ChipImage, FloatBlock, IntegerBlock, NoiseSettings } from '../src/index.js';

export interface GoldenCompartments {
  readonly n: number;
  readonly bias: number[];
  readonly decay_u: number[];
  readonly decay_v: number[];
  readonly vth: number[];
  readonly refract_delay: number[];
  readonly enable_noise: boolean[];
  readonly vmin: number | string;
  readonly vmax: number | string;
  readonly noise_exp: number;
  readonly noise_offset: number;
  readonly noise_at_membrane: number;
  readonly scale_u?: boolean;
  readonly scale_v?: boolean;
  readonly bias_mant?: number[];
  readonly bias_exp?: number[];
  readonly vth_mant?: number[];
  readonly scales?: { w_max: number; w_exp: number; v_scale: number; b_scale: number[]; w_scale: number[] };
}

export interface GoldenSynapse {
  readonly n_axons: number;
  readonly weights: number[][][];
  readonly indices: number[][][];
  readonly axon_to_weight: number[] | null;
  readonly axon_base: number[] | null;
  readonly weight_exp?: number;
  readonly memory_bits?: number;
  readonly learning?: unknown;
}

interface GoldenAxon {
  readonly to: [number, number];
  readonly map: number[] | null;
  readonly atoms: number[] | null;
}

export interface GoldenBlock {
  readonly compartment: GoldenCompartments;
  readonly synapses: GoldenSynapse[];
  readonly axons: GoldenAxon[];
}

interface GoldenChip {
  readonly blocks: GoldenBlock[];
  readonly inputs: { n: number; axons: GoldenAxon[] }[];
}

export interface Trace {
  readonly name: string;
  readonly kind: string;
  readonly steps: number;
  readonly float: GoldenChip;
  readonly chip: GoldenChip;
  readonly input_spikes: number[][][];
  readonly noise_draws?: number[][];
  readonly learning?: unknown;
  readonly expect: { input_sum: number[][]; current: number[][]; voltage: number[][]; spikes: number[][]; warnings: string[] };
}

export const golden = <T>(name: string): T =>
  JSON.parse(gunzipSync(readFileSync(new URL(`./golden/${name}.json.gz`, import.meta.url))).toString('utf8'));

const bound = (value: number | string): number =>
  typeof value === 'number' ? value : value === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;

const noiseOf = (c: GoldenCompartments): NoiseSettings => ({
  enabled: Uint8Array.from(c.enable_noise, Number),
  exponent: c.noise_exp,
  offset: c.noise_offset,
  atMembrane: c.noise_at_membrane === 1,
});

export const flat = (synapse: GoldenSynapse): number[] => synapse.weights.flat(2);

export const floatBlock = (c: GoldenCompartments, groups: readonly (readonly number[])[]): FloatBlock => ({
  name: 'block',
  size: c.n,
  bias: Float32Array.from(c.bias),
  decayU: Float32Array.from(c.decay_u),
  decayV: Float32Array.from(c.decay_v),
  threshold: Float32Array.from(c.vth),
  refractory: Int32Array.from(c.refract_delay),
  floor: bound(c.vmin),
  ceiling: bound(c.vmax),
  scaleU: c.scale_u ?? true,
  scaleV: c.scale_v ?? true,
  noise: noiseOf(c),
  synapses: groups.map(weights => Float32Array.from(weights)),
});

const integerBlock = (c: GoldenCompartments): IntegerBlock => ({
  name: 'block',
  size: c.n,
  bias: Int32Array.from(c.bias),
  biasMantissa: Int32Array.from(c.bias_mant ?? []),
  biasExponent: Int32Array.from(c.bias_exp ?? []),
  decayU: Int32Array.from(c.decay_u),
  decayV: Int32Array.from(c.decay_v),
  threshold: Int32Array.from(c.vth),
  thresholdMantissa: Int32Array.from(c.vth_mant ?? []),
  refractory: Int32Array.from(c.refract_delay),
  floor: bound(c.vmin),
  ceiling: bound(c.vmax),
  noise: noiseOf(c),
  synapses: [],
  exponents: [],
  scales: { weightMax: 0, weightExponent: 0, voltage: 1, bias: new Float64Array(0), weight: new Float64Array(0) },
});

function reached(chip: GoldenChip, starts: readonly number[], axons: readonly GoldenAxon[], source: number): [number, number][] {
  return axons.flatMap(({ to: [block, group], map, atoms }) => {
    const synapse = chip.blocks[block]?.synapses[group];
    const axon = map ? (map[source] ?? -1) : source;
    const base = synapse?.axon_base?.[axon] ?? 0;
    if (!synapse || axon < 0 || base < 0) return [];
    const set = synapse.axon_to_weight?.[axon] ?? axon;
    const atom = atoms?.[source] ?? 0;
    const indices = synapse.indices[set]?.[atom] ?? [];
    return indices.map((index, k): [number, number] => [(starts[block] ?? 0) + base + index, synapse.weights[set]?.[atom]?.[k] ?? 0]);
  });
}

/** The image of a golden chip, every axon followed to its targets. */
export function imageOf(chip: GoldenChip): ChipImage {
  const starts: number[] = [];
  let compartments = 0;
  for (const { compartment } of chip.blocks) {
    starts.push(compartments);
    compartments += compartment.n;
  }
  const inputs = chip.inputs.reduce((sum, { n }) => sum + n, 0);
  const sources = [
    ...chip.blocks.flatMap(({ compartment, axons }) => Array.from({ length: compartment.n }, (_, i) => reached(chip, starts, axons, i))),
    ...chip.inputs.flatMap(({ n, axons }) => Array.from({ length: n }, (_, i) => reached(chip, starts, axons, i))),
  ];
  const offsets = new Int32Array(sources.length + 1);
  sources.forEach((list, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + list.length;
  });
  const all = sources.flat();
  return {
    blocks: chip.blocks.map(({ compartment }) => integerBlock(compartment)),
    compartments,
    inputs,
    fanOut: { offsets, targets: Int32Array.from(all, ([target]) => target), weights: Int32Array.from(all, ([, weight]) => weight) },
  };
}
