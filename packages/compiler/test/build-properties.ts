import { build, type Model } from '@rheobase/compiler';
import { builtin, dense, lif, lifRate, Network, type NeuronRecord, relu, spikingRelu, uniform, uniformHypersphere } from '@rheobase/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';

interface Part {
  readonly kind: 'input' | 'ensemble' | 'connection' | 'weights' | 'probe';
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
  if (kind === 'ensemble') net.ensemble(5 + size, size, options);
  if (kind === 'connection') net.connect(...ends(), { label, function: builtin('square'), evalPoints: uniformHypersphere() });
  if (kind === 'weights') net.connect(...ends(), { label, transform: dense({ shape: [size, size], init: uniform(-1, 1) }) });
  if (kind === 'probe') net.probe(ends()[0], { label });
}

const part = fc.record<Part>({
  kind: fc.constantFrom('input', 'ensemble', 'connection', 'weights', 'probe'),
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
}
