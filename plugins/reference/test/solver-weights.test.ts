import { build } from '@rheobase/build';
import { dense, leastSquaresDrop, leastSquaresL2, lowpass, Network, nonNegativeL2, pes, type SolverRecord } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { connectionAt, float64Of } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { run } from './run.js';

const turn = dense([
  [0, -1],
  [0.5, 0],
]);

/** Two ensembles and a connection that turns what it carries, onto the second one's dimensions in reverse order. */
function network(solver: SolverRecord): Network {
  const net = new Network({ seed: 8 });
  const pre = net.ensemble(120, 2, { label: 'pre' });
  const post = net.ensemble(80, 2, { label: 'post', radius: 1.4 });
  net.connect(net.input(2, { label: 'in' }), pre, { synapse: null });
  const c = net.connect(pre, post.at(1, 0), { label: 'c', solver, transform: turn, function: x => [x[0] ?? 0, (x[1] ?? 0) / 2] });
  net.probe(c, { label: 'weights', attribute: 'weights' });
  net.probe(c, { label: 'carried' });
  net.probe(post, { label: 'out', synapse: lowpass(0.02) });
  return net;
}

const inputs = samplesOf(
  [1, 300, 2],
  Float64Array.from({ length: 600 }, (_, i) => (i % 2 ? -0.8 : 0.6)),
);

describe('weights between neurons', () => {
  it('found in the space of the target’s neurons are those composed of decoders and encoders, where the solver is linear', async () => {
    // Nothing is dropped, so the second solver has the last word; but it is asked for the currents.
    const whole = leastSquaresDrop({ drop: 0, solver2: leastSquaresL2({ reg: 0.1 }), weights: true });
    const [composed, direct] = await Promise.all(
      [leastSquaresL2({ reg: 0.1, weights: true }), whole].map(solver => run(network(solver), 2, { inputs })),
    );
    const [a, b] = [composed?.('weights') ?? [], direct?.('weights') ?? []];
    expect([a.length, b.length]).toEqual([2 * 9600, 2 * 9600]);
    const scale = Math.max(...Array.from(a, Math.abs));
    for (let i = 0; i < a.length; i++) expect(Math.abs((a[i] ?? 0) - (b[i] ?? 0))).toBeLessThan(1e-9 * scale);
  });

  it('of a solver that is not linear are kept whole: as decoders onto currents', async () => {
    const model = await build(network(nonNegativeL2({ weights: true })));
    const { post, transform, decoders, sizeOut } = connectionAt(model, 'c');
    expect([post, transform, sizeOut]).toEqual([{ path: 'post', port: 'current', slice: null }, null, 80]);
    expect(float64Of(model, decoders ?? '').every(w => w >= 0)).toBe(true);
    expect((await run(model, 1, { inputs }))('carried')).toHaveLength(80);
  });

  it('carry the function into the target as decoders do', async () => {
    const [decoded, weights] = await Promise.all(
      [leastSquaresL2(), leastSquaresDrop({ drop: 0.1, weights: true })].map(solver => run(network(solver), 300, { inputs })),
    );
    const mean = (found: ((probe: string) => Float64Array) | undefined, k: number) => {
      const late = (found?.('out') ?? new Float64Array(0)).subarray(300).filter((_, i) => i % 2 === k);
      return late.reduce((sum, x) => sum + x, 0) / late.length;
    };
    for (const [k, value] of [0.3, 0.4].entries()) {
      expect(mean(decoded, k)).toBeCloseTo(value, 1);
      expect(mean(weights, k)).toBeCloseTo(value, 1);
    }
  });

  it('are for two ensembles, and onto a part of one cannot be corrected by an error', () => {
    const net = new Network();
    const [a, b] = [net.ensemble(9, 2, { label: 'a' }), net.ensemble(8, 2, { label: 'b' })];
    const solver = nonNegativeL2({ weights: true });
    expect(
      refusal(() => net.connect(a, b.neurons, { solver, transform: dense(Array.from({ length: 8 }, () => [0, 0])) })).message,
    ).toContain('has a solver with weights: true, which is for connections from an ensemble to an ensemble');
    expect(refusal(() => net.connect(a.at(0), b.at(1), { solver, learningRule: pes() })).message).toContain(
      'connect to the whole ensemble',
    );
  });
});
