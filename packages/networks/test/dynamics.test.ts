import { lowpass, Network } from '@rheobase/core';
import { integrator, linearDynamics, oscillator } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { simulated } from './simulated.js';

describe('an integrator', () => {
  it('sums up its input over time and keeps the sum', async () => {
    const net = new Network({ seed: 1 });
    const sum = integrator(net, 300, 1);
    net.connect(
      net.function(time => [time <= 0.4 ? 1.5 : 0], 0, 1),
      sum.input,
      { synapse: null },
    );
    const probe = net.probe(sum.state, { synapse: lowpass(0.02) });
    const data = await simulated(net, 1000);
    expect(data.mean(probe, 180, 220)[0]).toBeCloseTo(0.27, 1);
    expect(data.mean(probe, 900, 1000)[0]).toBeCloseTo(0.6, 1);
  });
});

describe('an oscillator', () => {
  it('turns as often as asked at the amplitude it was set off with', async () => {
    const net = new Network({ seed: 2 });
    const turning = oscillator(net, 300, 3);
    net.connect(
      net.function(time => [time <= 0.05 ? 16 : 0, 0], 0, 2),
      turning.input,
      { synapse: null },
    );
    const probe = net.probe(turning.state, { synapse: lowpass(0.02) });
    const rows = (await simulated(net, 2000)).rows(probe).slice(300);
    const crossings = rows.filter(([x = 0], n) => n > 0 && (rows[n - 1]?.[0] ?? 0) < 0 && x >= 0).length;
    const sizes = rows.map(([x = 0, y = 0]) => Math.sqrt(x * x + y * y));
    expect(crossings).toBeGreaterThanOrEqual(4);
    expect(crossings).toBeLessThanOrEqual(6);
    expect(Math.min(...sizes)).toBeGreaterThan(0.4);
  });
});

describe('linear dynamics', () => {
  it('decay at the rate of A towards what B u holds up', async () => {
    const net = new Network({ seed: 3 });
    const leaky = linearDynamics(net, 200, [[-5]], [[2, 1]], { label: 'leaky' });
    net.connect(net.constant([1, 0.5]), leaky.input, { synapse: null });
    const probe = net.probe(leaky.state, { synapse: lowpass(0.02) });
    expect((await simulated(net, 1200)).mean(probe, 1000, 1200)[0]).toBeCloseTo(0.5, 1);
  });

  it('refuse matrices that do not fit, naming their shapes', () => {
    const message = (a: number[][], b: number[][], tau = 0.1) => refusal(() => linearDynamics(new Network(), 10, a, b, { tau })).message;
    expect(message([[1, 2]], [[1]])).toContain('A of shape [1,2]');
    expect(message([[1]], [[1], [2]])).toContain('B of shape [2,1]');
    expect(message([[1]], [[1]], 0)).toContain('tau 0');
  });
});
