import { build } from '@rheobase/build';
import {
  builtin,
  dense,
  lif,
  lifRate,
  Network,
  type NeuronRecord,
  pes,
  relu,
  spikingRelu,
  uniform,
  uniformHypersphere,
} from '@rheobase/core';
import type { Model } from '@rheobase/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const KINDS = ['input', 'constant', 'function', 'ensemble', 'connection', 'weights', 'rule', 'probe', 'subnetwork'] as const;

interface Part {
  readonly kind: (typeof KINDS)[number];
  readonly size: number;
  readonly neuron: number;
}

const NEURONS: readonly NeuronRecord[] = [lif(), lifRate(), relu(), spikingRelu()];

/** Adds a part under a label of its own, with what it needs. */
function add(net: Network, label: string, { kind, size, neuron }: Part): void {
  const options = { label, neuronType: NEURONS[neuron] ?? relu(), evalPointCount: 30 };
  const ends = () =>
    [net.ensemble(6, size, { ...options, label: `${label}.pre` }), net.passthrough(size, { label: `${label}.post` })] as const;
  if (kind === 'input') net.input(size, { label });
  if (kind === 'constant') net.constant(size, { label });
  if (kind === 'function') net.function(builtin('square'), size, size, { label });
  if (kind === 'ensemble') net.ensemble(5 + size, size, options);
  if (kind === 'connection') net.connect(...ends(), { label, function: builtin('square'), evalPoints: uniformHypersphere() });
  if (kind === 'weights') net.connect(...ends(), { label, transform: dense({ shape: [size, size], init: uniform(-1, 1) }) });
  if (kind === 'rule') net.connect(...ends(), { label, learningRule: pes() });
  if (kind === 'subnetwork') net.subnetwork({ label }).ensemble(5, size, { ...options, label: 'inside' });
  if (kind === 'probe') net.probe(ends()[0], { label });
}

const part = fc.record<Part>({
  kind: fc.constantFrom(...KINDS),
  size: fc.integer({ min: 1, max: 3 }),
  neuron: fc.nat(3),
});

async function modelOf(parts: readonly (readonly [label: string, part: Part])[]): Promise<Model> {
  const net = new Network({ seed: 5 });
  for (const [label, item] of parts) add(net, label, item);
  return build(net);
}

/** Properties of build, over `runs` networks each. */
export function buildProperties(runs: number): void {
  it(`the same network gives the same model bit for bit (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async parts => {
        const labelled = parts.map((item, i) => [`p${i}`, item] as const);
        const [one, other] = [await modelOf(labelled), await modelOf(labelled)];
        expect(other).toEqual(one);
      }),
      { numRuns: runs },
    );
  });

  it(`an object added anywhere changes no tensor and no record of the others (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), part, fc.nat(3), async (parts, extra, place) => {
        const labelled = parts.map((item, i) => [`p${i}`, item] as const);
        const alone = await modelOf(labelled);
        const more = await modelOf([...labelled.slice(0, place), ['extra', extra], ...labelled.slice(place)]);
        for (const [id, tensor] of alone.tensors) expect(more.tensors.get(id)).toEqual(tensor);
        for (const kind of ['nodes', 'ensembles', 'connections', 'probes'] as const) {
          const mine = more[kind].filter(object => !object.path.startsWith('extra'));
          expect(mine).toEqual(alone[kind]);
        }
      }),
      { numRuns: runs },
    );
  });

  it(`objects made in another order keep every tensor and record (${runs} networks)`, async () => {
    const given = fc.array(part, { minLength: 2, maxLength: 4 }).chain(parts => {
      const labelled = parts.map((item, i) => [`p${i}`, item] as const);
      return fc.tuple(fc.constant(labelled), fc.shuffledSubarray(labelled, { minLength: parts.length }));
    });
    await fc.assert(
      fc.asyncProperty(given, async ([parts, shuffled]) => {
        const [one, other] = [await modelOf(parts), await modelOf(shuffled)];
        expect(new Map([...other.tensors].sort(byName))).toEqual(new Map([...one.tensors].sort(byName)));
        for (const kind of ['nodes', 'ensembles', 'connections', 'probes'] as const) {
          expect(new Map(other[kind].map(object => [object.path, object]))).toEqual(
            new Map(one[kind].map(object => [object.path, object])),
          );
        }
      }),
      { numRuns: runs },
    );
  });

  it(`an object taken away changes no tensor and no record of the others (${runs} networks)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 2, maxLength: 4 }), fc.nat(), async (parts, which) => {
        const labelled = parts.map((item, i) => [`p${i}`, item] as const);
        const gone = which % parts.length;
        const whole = await modelOf(labelled);
        const fewer = await modelOf(labelled.filter((_, i) => i !== gone));
        for (const [id, tensor] of fewer.tensors) expect(whole.tensors.get(id)).toEqual(tensor);
        for (const kind of ['nodes', 'ensembles', 'connections', 'probes'] as const) {
          expect(whole[kind].filter(({ path }) => !new RegExp(`^p${gone}\\b`).test(path))).toEqual(fewer[kind]);
        }
      }),
      { numRuns: runs },
    );
  });
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
