import { build } from '@rheobase/build';
import { lif, lowpass, Network, whiteNoise } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { fixedPoint } from '../src/index.js';

/** Noisy neurons on the host, whose spikes drive neurons on the chip. */
async function noisy() {
  const net = new Network({ seed: 2 });
  const input = net.input(1, { label: 'in' });
  const a = net.ensemble(20, 1, { label: 'a', neuronType: lif(), noise: whiteNoise() });
  const b = net.ensemble(15, 1, { label: 'b', neuronType: lif() });
  net.connect(input, a, { synapse: null });
  net.connect(a, b, { synapse: lowpass(0.005) });
  net.probe(b, { label: 'out', synapse: lowpass(0.01) });
  return build(net);
}

const ITEMS = 10;
const STEPS = 60;
const data = dataset({
  x: samplesOf([ITEMS, STEPS, 1], new Float64Array(ITEMS * STEPS).fill(0.7)),
  labels: new Int32Array(ITEMS),
  classes: 1,
});

describe('what the host draws beside the chip', () => {
  it('follows from the index of an item and from the seed', async () => {
    await using runtime = await createRuntime(reference(), fixedPoint());
    const model = await noisy();
    const found = async (batch: number, seed = 0) =>
      (await runtime.evaluate(model, { data, probe: 'out', backend: 'fixed-point', batch, seed })).outputs;
    const whole = await found(ITEMS);
    expect(new Set(whole.data).size).toBe(ITEMS);
    for (const batch of [4, 3, 1]) expect(await found(batch)).toEqual(whole);
    const other = await found(ITEMS, 1);
    expect(other).not.toEqual(whole);
    expect(await found(4, 1)).toEqual(other);
  });
});
