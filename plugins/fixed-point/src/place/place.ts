import { UnsupportedError } from '@rheobase/core';
import type { Population } from '../compile/population.js';
import type { HardwareProfile } from '../profile/profile.js';
import { type Need, needOf } from './axons.js';
import type { Core, CoreResources } from './core.js';

interface Part {
  readonly first: number;
  readonly need: Need;
}

type Resource = keyof CoreResources;

const REMEDIES: Readonly<Record<Resource, string>> = {
  compartments: 'make the ensemble smaller',
  inAxons: 'give it fewer inputs (pool before it, or use a smaller kernel)',
  outAxons: 'let it reach fewer neurons',
  synapseBits: 'give it fewer inputs (pool before it, or use a smaller kernel)',
};

/** Consecutive neurons in `count` parts of equal size (the last may be smaller). */
function cut(population: Population, count: number, profile: HardwareProfile): readonly Part[] {
  const size = Math.ceil(population.neurons / count);
  return Array.from({ length: Math.ceil(population.neurons / size) }, (_, i) => ({
    first: i * size,
    need: needOf(population, i * size, Math.min((i + 1) * size, population.neurons), profile),
  }));
}

/** More parts than before, as many as the need suggests; one neuron that does not fit by itself is an error. */
function morePartsFor(
  population: Population,
  parts: readonly Part[],
  resource: Resource,
  need: number,
  limit: number,
  profile: HardwareProfile,
): number {
  const size = parts[0]?.need.compartments ?? 1;
  if (size <= 1) {
    throw new UnsupportedError(
      `${population.path}: one of its neurons needs ${need} ${resource}, but a core of ${profile.id} has ${limit}; ${REMEDIES[resource]}`,
      { code: 'core-limit', object: population.path, given: need, allowed: `<= ${limit} ${resource}` },
    );
  }
  const wanted = Math.max(Math.ceil((parts.length * need) / limit), parts.length + 1);
  // Parts have whole neurons, so more parts may give the same size; step to the next smaller one.
  const smaller = Math.min(Math.ceil(population.neurons / wanted), size - 1);
  return Math.ceil(population.neurons / Math.max(smaller, 1));
}

/** Cuts a population until every part fits what can be known from the part alone. */
function fitted(population: Population, from: number, profile: HardwareProfile): readonly Part[] {
  let parts = cut(population, from, profile);
  for (;;) {
    const over = (['compartments', 'inAxons', 'synapseBits'] as const)
      .map(resource => ({ resource, need: Math.max(...parts.map(part => part.need[resource])), limit: profile.core[resource] }))
      .find(({ need, limit }) => need > limit);
    if (!over) return parts;
    parts = cut(population, morePartsFor(population, parts, over.resource, over.need, over.limit, profile), profile);
  }
}

/** Out-axons of every neuron: in how many parts, by how many projections, it arrives. */
function reachOf(populations: readonly Population[], cuts: readonly (readonly Part[])[]): ReadonlyMap<string, Int32Array> {
  const reach = new Map(populations.map(({ path, neurons }) => [path, new Int32Array(neurons)]));
  populations.forEach((population, p) => {
    population.projections.forEach(({ source }, k) => {
      const counts = reach.get(source);
      if (!counts) return;
      for (const { need } of cuts[p] ?? []) {
        const reached = need.reached[k];
        for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (reached?.[i] ?? 0);
      }
    });
  });
  return reach;
}

const sum = (values: Int32Array): number => values.reduce((total, value) => total + value, 0);

/**
 * Cuts populations into cores: each into as few equal parts of consecutive neurons as the limits of a core allow. Cutting one population
 * gives those before it more out-axons, so this repeats until nothing changes.
 */
export function placeOnCores(populations: readonly Population[], profile: HardwareProfile): readonly Core[] {
  const cuts = populations.map(population => fitted(population, 1, profile));
  for (;;) {
    const reach = reachOf(populations, cuts);
    const outAxons = (p: number, { first, need }: Part): number => {
      const counts = reach.get(populations[p]?.path ?? '');
      return counts ? sum(counts.subarray(first, first + need.compartments)) : 0;
    };
    const needs = cuts.map((parts, p) => Math.max(...parts.map(part => outAxons(p, part))));
    const tight = needs.findIndex(need => need > profile.core.outAxons);
    const population = populations[tight];
    if (!population) {
      return cuts.flatMap((parts, p) => parts.map(part => coreOf(populations[p]?.path ?? '', part, outAxons(p, part), profile)));
    }
    const more = morePartsFor(population, cuts[tight] ?? [], 'outAxons', needs[tight] ?? 0, profile.core.outAxons, profile);
    cuts[tight] = fitted(population, more, profile);
  }
}

function coreOf(ensemble: string, { first, need }: Part, outAxons: number, { core }: HardwareProfile): Core {
  const { compartments, inAxons, synapseBits } = need;
  return {
    ensemble,
    first,
    compartments,
    inAxons,
    outAxons,
    synapseBits,
    utilisation: {
      compartments: compartments / core.compartments,
      inAxons: inAxons / core.inAxons,
      outAxons: outAxons / core.outAxons,
      synapseBits: synapseBits / core.synapseBits,
    },
  };
}
