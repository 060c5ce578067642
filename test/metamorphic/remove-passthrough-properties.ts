import { build } from '@rheobase/build';
import { lowpass, Network, relu, sourceSize, targetSize } from '@rheobase/core';
import { type Model, removePassthrough } from '@rheobase/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Choices } from './choices.js';
import { synapse } from './records.js';
import { inputsFor, simulationOf } from './running.js';
import { transform } from './transforms.js';

const STEPS = 12;

/** Passthrough nodes and rate ensembles in a row, with connections onwards anywhere and back through synapses; the last ones are probed. */
function network(seed: number): Network {
  const c = new Choices(seed);
  const net = new Network({ seed });
  const input = net.input(c.whole(1, 3), { label: 'in' });
  const objects = Array.from({ length: c.whole(3, 7) }, (_, i) =>
    c.flag(0.7)
      ? net.passthrough(c.whole(1, 3), { label: `p${i}` })
      : net.ensemble(4, c.whole(1, 2), {
          label: `e${i}`,
          neuronType: relu(),
          gain: c.list(4, 0.2, 1),
          bias: c.list(4, 0, 1),
          evalPointCount: 9,
        }),
  );
  const all = [input, ...objects];
  const part = (object: (typeof all)[number]) => {
    const size = Math.min(sourceSize(object), targetSize(object) || 9);
    return c.flag(0.4) ? object.at(...Array.from({ length: c.whole(1, 3) }, () => c.whole(0, size - 1))) : object;
  };
  const connect = (from: number, to: number) => {
    const [pre, post] = [part(all[from] ?? input), part(all[to] ?? input)];
    const given = transform(c, sourceSize(pre), targetSize(post));
    const filter = from < to && c.flag(0.6) ? null : (synapse(c, false) ?? lowpass(0.005));
    net.connect(pre, post, {
      synapse: filter,
      delaySteps: filter !== null && c.flag(0.2) ? 1 : 0,
      ...(given === undefined ? {} : { transform: given }),
    });
  };
  for (let to = 1; to < all.length; to++) connect(c.whole(0, to - 1), to);
  for (let i = c.whole(0, 4); i > 0; i--) connect(c.whole(0, all.length - 1), c.whole(1, all.length - 1));
  for (const object of objects) if (c.flag(0.3) || object === objects.at(-1)) net.probe(object, { label: `${object.path}.probe` });
  return net;
}

async function samplesOf(model: Model): Promise<ReadonlyMap<string, Float64Array>> {
  using simulation = await simulationOf(model, { inputs: inputsFor(model, 1, STEPS) });
  await simulation.runSteps(STEPS);
  return new Map(model.probes.map(({ path }) => [path, Float64Array.from(simulation.data(path).data)]));
}

/** What removing passthrough nodes leaves as it was, over `runs` networks. */
export function removePassthroughProperties(runs: number): void {
  it(`without passthrough nodes, probes record the same to 1e-12 of the largest value (${runs} networks)`, async () => {
    let removed = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31 - 1), async seed => {
        const model = await build(network(seed));
        const smaller = removePassthrough(model);
        removed += model.nodes.length - smaller.nodes.length;
        const [before, after] = [await samplesOf(model), await samplesOf(smaller)];
        // What a loop makes large in one place has had its rounding in all others.
        const largest = Math.max(1, ...Array.from(before.values(), values => values.reduce((max, x) => Math.max(max, Math.abs(x)), 0)));
        for (const [path, values] of before) {
          const apart = values.map((x, at) => Math.abs((after.get(path)?.[at] ?? Number.NaN) - x));
          expect(apart.filter(difference => !(difference <= 1e-12 * largest))).toEqual(new Float64Array(0));
        }
      }),
      { numRuns: runs },
    );
    expect(removed).toBeGreaterThan(runs / 2);
  });
}
