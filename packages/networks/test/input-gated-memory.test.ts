import { lowpass, Network } from '@rheobase/core';
import { inputGatedMemory } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { simulated } from './simulated.js';

/** Input 0.6, -0.4 for 0.3 s with an open gate, then something else behind a closed gate; at 0.6 s it is cleared for 0.2 s. */
async function stored(feedback = 1) {
  const net = new Network({ seed: 1 });
  const memory = inputGatedMemory(net, 100, 2, { differenceGain: 5, feedback });
  const at = (from: number, to: number) => net.function(time => [time > from && time <= to ? 1 : 0], 0, 1);
  net.connect(
    net.function(time => (time <= 0.3 ? [0.6, -0.4] : [-0.9, 0.9]), 0, 2),
    memory.input,
    { synapse: null },
  );
  net.connect(at(0.3, 9), memory.gate, { synapse: null });
  net.connect(at(0.6, 0.8), memory.reset, { synapse: null });
  const probe = net.probe(memory.output, { synapse: lowpass(0.02) });
  const data = await simulated(net, 1000);
  return (from: number, to: number) => data.mean(probe, from, to);
}

describe('an input gated memory', () => {
  it('follows its input while the gate is open, keeps it while it is closed, and is cleared', async () => {
    const mean = await stored();
    for (const [from, to] of [
      [200, 300],
      [500, 600],
    ] as const) {
      const [x = 0, y = 0] = mean(from, to);
      expect(Math.abs(x - 0.6)).toBeLessThan(0.1);
      expect(Math.abs(y + 0.4)).toBeLessThan(0.1);
    }
    expect(Math.max(...mean(850, 1000).map(Math.abs))).toBeLessThan(0.15);
  });

  it('forgets where the feedback is below 1', async () => {
    const [kept, faded] = [(await stored())(500, 600), (await stored(0.5))(500, 600)];
    expect(Math.abs(faded[0] ?? 1)).toBeLessThan(0.5 * Math.abs(kept[0] ?? 0));
  });
});
