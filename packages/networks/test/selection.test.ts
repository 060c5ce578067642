import { lowpass, Network } from '@rheobase/core';
import { actionSelection, basalGanglia, thalamus } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { simulated } from './simulated.js';

const smooth = { synapse: lowpass(0.02) };

/** The output of basal ganglia for constant utilities, settled. */
async function selected(utilities: readonly number[], inputBias = 0, seed = 1): Promise<readonly number[]> {
  const net = new Network({ seed });
  const ganglia = basalGanglia(net, utilities.length, { inputBias });
  net.connect(net.constant([...utilities]), ganglia.input, { synapse: null });
  const probe = net.probe(ganglia.output, smooth);
  return (await simulated(net, 300)).mean(probe, 200, 300);
}

describe('basal ganglia', () => {
  it('leave the action of largest utility alone and inhibit the others', async () => {
    const output = await selected([0.8, 0.4, 0.4, 0.4]);
    expect(output[0]).toBeGreaterThan(-0.15);
    for (const other of output.slice(1)) expect(other).toBeLessThan(-0.7);
  });

  it('go over to another action when its utility becomes the largest', async () => {
    const net = new Network({ seed: 2 });
    const ganglia = basalGanglia(net, 3);
    net.connect(
      net.function(time => (time <= 0.25 ? [0.8, 0.3, 0.4] : [0.3, 0.8, 0.4]), 0, 3),
      ganglia.input,
      { synapse: null },
    );
    const probe = net.probe(ganglia.output, smooth);
    const data = await simulated(net, 500);
    const winner = (row: readonly number[]) => row.indexOf(Math.max(...row));
    expect([winner(data.mean(probe, 150, 250)), winner(data.mean(probe, 400, 500))]).toEqual([0, 1]);
  });

  it('tell small utilities apart where an input bias lifts them', async () => {
    const small = [0.15, 0.05, 0.05];
    const [without, lifted] = [await selected(small), await selected(small, 0.5)];
    const lead = (output: readonly number[]) => (output[0] ?? 0) - Math.max(...output.slice(1));
    expect(lead(without)).toBeLessThan(0.05);
    expect(lead(lifted)).toBeGreaterThan(0.08);
  });
});

describe('a thalamus', () => {
  it('is near 1 for the action that nothing inhibits, and 0 for the others', async () => {
    const net = new Network({ seed: 3 });
    const acting = thalamus(net, 3);
    net.connect(net.constant([-1, 0, -1]), acting.input, { synapse: null });
    const probe = net.probe(acting.output, smooth);
    const output = (await simulated(net, 300)).mean(probe, 200, 300);
    expect(output[1]).toBeGreaterThan(0.8);
    expect(output[0]).toBeLessThan(0.05);
    expect(output[2]).toBeLessThan(0.05);
  });

  it('gives 0 for values up to its threshold', async () => {
    const outputs = async (threshold: number): Promise<readonly number[]> => {
      const net = new Network({ seed: 4 });
      const acting = thalamus(net, 2, { threshold, mutualInhibition: 0 });
      net.connect(net.constant([-0.2, -0.7]), acting.input, { synapse: null });
      const probe = net.probe(acting.output, smooth);
      return (await simulated(net, 200)).mean(probe, 150, 200);
    };
    const [plain, thresholded] = [await outputs(0), await outputs(0.5)];
    expect(plain[1]).toBeGreaterThan(0.2);
    expect(thresholded[1]).toBeLessThan(0.01);
    expect(thresholded[0]).toBeGreaterThan(0.7);
  });
});

describe('action selection', () => {
  it('acts on the largest utility and inhibits the losers', async () => {
    const net = new Network({ seed: 5 });
    const selection = actionSelection(net, 3);
    net.connect(net.constant([0.3, 0.35, 0.8]), selection.input, { synapse: null });
    const probe = net.probe(selection.output, smooth);
    const output = (await simulated(net, 300)).mean(probe, 200, 300);
    expect(output[2]).toBeGreaterThan(0.8);
    expect(Math.max(output[0] ?? 1, output[1] ?? 1)).toBeLessThan(0.1);
  });

  it('has paths that read like its parts', () => {
    const net = new Network();
    actionSelection(net, 2, { label: 'choose' });
    const paths = net.ensembles.map(({ path }) => path);
    expect(paths).toContain('choose/basalGanglia/striatumD1/ensemble0');
    expect(paths).toContain('choose/thalamus/actions/ensemble1');
  });
});
