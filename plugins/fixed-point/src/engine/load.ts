import { UnsupportedError } from '@rheobase/core';
import { roundHalfEven } from '@rheobase/math';
import { clip } from '../arithmetic/weight.js';
import type { ChipImage, FanOut } from '../chip/image.js';
import type { Population } from '../compile/population.js';
import type { FloatBlock, IntegerBlock } from '../discretise/block.js';
import { discretiseBlock } from '../discretise/discretise.js';
import type { Core } from '../place/core.js';
import type { HardwareProfile } from '../profile/profile.js';

/** A chip ready to run: its image and the state it starts in. */
export interface LoadedChip {
  readonly image: ChipImage;
  /** First source number of each ensemble that sends spikes: compartments, then host ensembles. */
  readonly sources: ReadonlyMap<string, number>;
  readonly voltage: Int32Array;
  readonly held: Int32Array;
}

function floatBlock(population: Population, { first, compartments: size }: Core): FloatBlock {
  const { path, membrane, bias, threshold, decayU, projections } = population;
  const part = (values: Float64Array) => Float32Array.from(values.subarray(first, first + size));
  return {
    name: path,
    size,
    bias: part(bias),
    decayU: new Float32Array(size).fill(decayU),
    decayV: new Float32Array(size).fill(membrane.decay),
    threshold: part(threshold),
    refractory: membrane.refractory.slice(first, first + size),
    floor: membrane.floor,
    ceiling: Number.POSITIVE_INFINITY,
    scaleU: true,
    scaleV: membrane.leaky,
    noise: null,
    synapses: projections.map(({ weights }) =>
      Float32Array.from(weights.values.subarray(weights.offsets[first] ?? 0, weights.offsets[first + size] ?? 0)),
    ),
  };
}

function checkThresholds(block: IntegerBlock, profile: HardwareProfile): void {
  const count = new Set(block.threshold).size;
  if (count <= profile.core.thresholds) return;
  throw new UnsupportedError(
    `${block.name}: its neurons have ${count} different thresholds on one core, but a core of ${profile.id} has ${profile.core.thresholds}; give the ensemble one threshold`,
    { code: 'core-limit', object: block.name, given: count, allowed: `<= ${profile.core.thresholds} thresholds` },
  );
}

interface Placed {
  readonly population: Population;
  readonly core: Core;
  readonly block: IntegerBlock;
  /** Number of the core's first compartment. */
  readonly start: number;
}

/** Calls `visit` for every synapse of the chip. */
function eachSynapse(
  placed: readonly Placed[],
  sources: ReadonlyMap<string, number>,
  visit: (source: number, target: number, weight: number) => void,
) {
  for (const { population, core, block, start } of placed) {
    population.projections.forEach(({ source, weights }, p) => {
      const values = block.synapses[p];
      const origin = sources.get(source) ?? 0;
      const base = weights.offsets[core.first] ?? 0;
      for (let i = 0; i < core.compartments; i++) {
        const row = core.first + i;
        for (let k = weights.offsets[row] ?? 0; k < (weights.offsets[row + 1] ?? 0); k++) {
          const weight = values?.[k - base] ?? 0;
          if (weight !== 0) visit(origin + (weights.indices[k] ?? 0), start + i, weight);
        }
      }
    });
  }
}

function fanOutOf(placed: readonly Placed[], sources: ReadonlyMap<string, number>, total: number): FanOut {
  const offsets = new Int32Array(total + 1);
  eachSynapse(placed, sources, source => {
    offsets[source + 1] = (offsets[source + 1] ?? 0) + 1;
  });
  for (let s = 0; s < total; s++) offsets[s + 1] = (offsets[s + 1] ?? 0) + (offsets[s] ?? 0);
  const next = offsets.slice();
  const targets = new Int32Array(offsets[total] ?? 0);
  const weights = new Int32Array(targets.length);
  eachSynapse(placed, sources, (source, target, weight) => {
    const at = next[source] ?? 0;
    targets[at] = target;
    weights[at] = weight;
    next[source] = at + 1;
  });
  return { offsets, targets, weights };
}

/** Discretises every core and wires them up. `hosts` are the host ensembles that send spikes, with their numbers of neurons. */
export function loadChip(
  populations: readonly Population[],
  cores: readonly Core[],
  hosts: readonly { readonly path: string; readonly neurons: number }[],
  profile: HardwareProfile,
): LoadedChip {
  const sources = new Map<string, number>();
  let count = 0;
  for (const { path, neurons } of [...populations, ...hosts]) {
    sources.set(path, count);
    count += neurons;
  }
  const byPath = new Map(populations.map(population => [population.path, population]));
  const placed = cores.flatMap((core): Placed[] => {
    const population = byPath.get(core.ensemble);
    if (!population) return [];
    const block = discretiseBlock(floatBlock(population, core), profile);
    checkThresholds(block, profile);
    return [{ population, core, block, start: (sources.get(core.ensemble) ?? 0) + core.first }];
  });
  const compartments = populations.reduce((sum, { neurons }) => sum + neurons, 0);
  const voltage = new Int32Array(compartments);
  const held = new Int32Array(compartments);
  for (const { population, core, block, start } of placed) {
    const { membrane, factors } = population;
    for (let i = 0; i < core.compartments; i++) {
      const neuron = core.first + i;
      const initial = (membrane.initial[neuron] ?? 0) * (factors[neuron] ?? 1) * block.scales.voltage;
      voltage[start + i] = clip(roundHalfEven(initial), block.floor, block.ceiling);
      held[start + i] = clip(membrane.held[neuron] ?? 0, 0, profile.refractory.max);
    }
  }
  const image = {
    blocks: placed.map(({ block }) => block),
    compartments,
    inputs: count - compartments,
    fanOut: fanOutOf(placed, sources, count),
  };
  return { image, sources, voltage, held };
}
