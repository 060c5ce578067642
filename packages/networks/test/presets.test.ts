import { lowpass, Network } from '@rheobase/core';
import { thresholdingEnsembles } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { simulated } from './simulated.js';

/** What ensembles of the preset represent for constant inputs. */
async function represented(inputs: readonly number[], threshold: number, radius?: number): Promise<readonly number[]> {
  const net = new Network({ seed: 1 });
  const part = net.subnetwork({ label: 'part', defaults: thresholdingEnsembles(threshold, radius === undefined ? {} : { radius }) });
  const probes = inputs.map(value => {
    const ensemble = part.ensemble(50, 1);
    part.connect(part.constant([value]), ensemble, { synapse: null });
    return part.probe(ensemble, { synapse: lowpass(0.03) });
  });
  const data = await simulated(net, 300);
  return probes.map(probe => data.mean(probe, 200, 300)[0] ?? Number.NaN);
}

describe('thresholding ensembles', () => {
  it('are silent up to the threshold and represent values above it', async () => {
    const output = await represented([-0.5, 0, 0.29, 0.5, 0.9], 0.3);
    expect(output.slice(0, 3)).toEqual([0, 0, 0]);
    expect(Math.abs((output[3] ?? 0) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs((output[4] ?? 0) - 0.9)).toBeLessThan(0.1);
  });

  it('have a threshold in units of the represented value, whatever the radius', async () => {
    const output = await represented([0.4, 1.1, 2.4, 4.5], 1.2, 5);
    expect(output.slice(0, 2)).toEqual([0, 0]);
    expect(Math.abs((output[2] ?? 0) - 2.4)).toBeLessThan(0.5);
    expect(Math.abs((output[3] ?? 0) - 4.5)).toBeLessThan(0.5);
  });

  it('refuse a threshold that no value can exceed', () => {
    expect(refusal(() => thresholdingEnsembles(2)).message).toContain('threshold must be in [-1, 1), but 2 was given');
  });
});
