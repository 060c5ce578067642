import { build } from '@rheobase/build';
import { builtin, direct, leastSquaresL2, Network, pes, voja } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { connectionAt } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { run, uniform } from './run.js';

const STEPS = 12;
const data = uniform(3, STEPS * 2);
const inputs = samplesOf([1, STEPS, 2], data);

/** An input of two values and an ensemble that computes directly, fed by it without delay. */
function network(): { readonly net: Network; readonly ensemble: ReturnType<typeof ensembleOf> } {
  const net = new Network({ seed: 4 });
  const ensemble = ensembleOf(net);
  net.connect(net.input(2, { label: 'in' }), ensemble, { synapse: null });
  return { net, ensemble };
}

const ensembleOf = (net: Network) => net.ensemble(50, 2, { label: 'a', neuronType: direct(), radius: 3 });

describe('an ensemble that computes directly', () => {
  it('passes its input on in the same step, whatever its radius, and has no neurons', async () => {
    const { net, ensemble } = network();
    expect([ensemble.size, ensemble.neurons.size]).toEqual([0, 0]);
    net.probe(ensemble, { label: 'whole' });
    net.probe(ensemble.at(1, 1), { label: 'part' });
    net.probe(ensemble, { label: 'input', attribute: 'input' });
    const found = await run(net, STEPS, { inputs });
    expect(found('whole')).toEqual(data);
    expect(found('input')).toEqual(data);
    expect(Array.from(found('part'))).toEqual(Array.from({ length: STEPS }, (_, n) => [data[2 * n + 1], data[2 * n + 1]]).flat());
  });

  it('computes functions at every step, exactly, after its slice and before the transform', async () => {
    const { net, ensemble } = network();
    const out = net.passthrough(2, { label: 'out' });
    net.connect(ensemble.at(1, 0), out, {
      label: 'f',
      function: x => [x[0] ?? 0, (x[0] ?? 0) * (x[1] ?? 0)],
      transform: -2,
      synapse: null,
    });
    net.probe(out, { label: 'p' });
    const model = await build(net);
    expect(connectionAt(model, 'f')).toMatchObject({ decoders: null, solve: null, pre: { port: 'output', slice: [1, 0] } });
    const found = (await run(model, STEPS, { inputs }))('p');
    for (let n = 0; n < STEPS; n++) {
      const [x = 0, y = 0] = data.subarray(2 * n, 2 * n + 2);
      expect(Array.from(found.subarray(2 * n, 2 * n + 2))).toEqual([-2 * y, -2 * (y * x)]);
    }
  });

  it('feeds neurons and takes what is decoded, solvers with weights included', async () => {
    const { net, ensemble } = network();
    const cells = net.ensemble(40, 2, { label: 'cells' });
    net.connect(ensemble, cells, { function: builtin('square'), synapse: null });
    const back = net.ensemble(1, 2, { label: 'back', neuronType: direct() });
    net.connect(cells, back, { label: 'weights', solver: leastSquaresL2({ weights: true }) });
    net.connect(cells, back, { label: 'plain', transform: -1 });
    net.probe(back, { label: 'out' });
    const model = await build(net);
    expect(connectionAt(model, 'weights').post.port).toBe('input');
    expect((await run(model, STEPS, { inputs }))('out').every(x => x === 0)).toBe(true);
  });

  it('goes round only with a delay', async () => {
    const { net, ensemble } = network();
    net.connect(ensemble, ensemble, { label: 'self', synapse: null });
    await expect(run(net, 1, { inputs })).rejects.toThrow('a cycle has no delay: self → self;');
  });

  it('stops a run where a function gives what is not finite, naming the connection and the time', async () => {
    const { net, ensemble } = network();
    const out = net.passthrough(1, { label: 'out' });
    net.connect(ensemble, out, { label: 'ratio', function: x => [1 / (x[0] === 0 ? 1 : 0)], synapse: null });
    await expect(run(net, STEPS, { inputs })).rejects.toThrow(/ratio.*0\.001/);
  });

  it('refuses what needs neurons', () => {
    const { net, ensemble } = network();
    const cells = net.ensemble(5, 2, { label: 'cells' });
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => net.connect(ensemble.neurons, cells.neurons), 'cannot use the neurons of a, which computes directly and has none'],
      [() => net.connect(cells, ensemble.neurons), 'cannot use the neurons of a'],
      [() => net.connect(ensemble, cells, { learningRule: pes() }), 'cannot learn with pes: it changes decoders'],
      [() => net.connect(cells, ensemble, { learningRule: voja() }), 'cannot learn with voja: it changes encoders'],
      [() => net.connect(ensemble, cells, { evalPoints: [[0, 0]], targets: [[1, 1]] }), 'targets are for decoded connections'],
      [() => net.probe(ensemble, { attribute: 'scaledEncoders' }), "'scaledEncoders' cannot be probed on a; what can be: decoded, input"],
    ];
    for (const [act, message] of cases) expect(refusal(act).message).toContain(message);
  });
});
