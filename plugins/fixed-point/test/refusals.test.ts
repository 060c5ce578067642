import { build } from '@rheobase/build';
import {
  adaptiveLif,
  alpha,
  defineNeuron,
  dense,
  integrateAndFire,
  lif,
  lifRate,
  linearFilter,
  lowpass,
  maxPool,
  Network,
  type NeuronRecord,
  poissonSpiking,
  relu,
  type SynapseRecord,
  triangle,
  whiteNoise,
} from '@rheobase/core';
import { ReferenceBackend } from '@rheobase/plugin-reference';
import { describe, expect, it } from 'vitest';
import { FixedPointBackend } from '../src/index.js';
import { compile } from './engine-case.js';

const own = defineNeuron({ name: 'own', version: '1', step: ({ current }) => current });

interface Case {
  readonly neurons?: NeuronRecord;
  readonly first?: NeuronRecord;
  readonly synapse?: SynapseRecord | null;
  readonly delaySteps?: number;
  readonly add?: (net: Network, parts: { first: ReturnType<Network['ensemble']>; second: ReturnType<Network['ensemble']> }) => void;
}

async function refused({ neurons = lif(), first: firstType = lif(), synapse = null, delaySteps = 0, add }: Case) {
  const net = new Network({ seed: 1 });
  const image = net.input(2, { label: 'image' });
  const own = { encoders: null, gain: 1, bias: 0 } as const;
  const first = net.ensemble(2, 1, { label: 'first', neuronType: firstType, ...own });
  const second = net.ensemble(2, 1, { label: 'second', neuronType: neurons, ...own });
  net.connect(image, first.neurons, { synapse: null });
  net.connect(first.neurons, second.neurons, {
    label: 'between',
    synapse,
    delaySteps,
    transform: dense([
      [1, 0],
      [0, 1],
    ]),
  });
  add?.(net, { first, second });
  const model = await build(net);
  const found = new FixedPointBackend(() => new ReferenceBackend()).refusals(model);
  if (found.length > 0) await expect(compile(model)).rejects.toThrow(found[0]?.reason);
  return found.map(({ object, feature, reason }) => `${object} | ${feature} | ${reason}`);
}

describe('what the backend refuses', () => {
  it('is nothing for a plain spiking network', async () => {
    expect(await refused({})).toEqual([]);
  });

  it.each<[string, Case, RegExp]>([
    ['rate neurons', { neurons: relu() }, /second \| neuron type relu \| it has no spikes to send; use lif/],
    ['rate neurons on the host too', { first: lifRate() }, /first \| neuron type lifRate/],
    ['adaptation', { neurons: adaptiveLif() }, /second \| neuron type adaptiveLif \| the chip has no such membrane; use lif, spikingRelu/],
    ['random spikes', { first: poissonSpiking(relu()) }, /first \| neuron type poissonSpiking/],
    ['a type of one’s own', { neurons: own() }, /second \| neuron type 'own' \| it has no spikes to send/],
    ['subtractive reset', { neurons: integrateAndFire() }, /second \| integrateAndFire: reset 'subtract' \| .*use reset: 'zero'/],
    ['signed spikes', { neurons: integrateAndFire({ reset: 'zero', spikes: 'signed' }) }, /spikes 'signed' \| .*use spikes: 'binary'/],
    ['many spikes from the host', { first: integrateAndFire({ spikes: { max: 4 } }) }, /second \| spikes 'many' \| what first sends/],
    ['time constants per neuron', { neurons: lif({ tauRc: [0.02, 0.03] }) }, /second \| lif: tauRc per neuron \| .*one tauRc/],
    ['alpha synapses', { synapse: alpha(0.005) }, /second \| synapse alpha \| .*between.*use lowpass/],
    ['triangles', { synapse: triangle(0.005) }, /second \| synapse triangle \| .*between.*use lowpass/],
    [
      'general filters',
      { synapse: linearFilter({ numerator: [1], denominator: [0.1, 1] }) },
      /second \| synapse linearFilter \| .*use lowpass/,
    ],
    ['delays', { delaySteps: 2 }, /second \| delaySteps \| .*between asks for more/],
  ])('%s', async (_, setting, message) => {
    expect((await refused(setting))[0]).toMatch(message);
  });

  it('noise on the chip', async () => {
    const found = await refused({
      add: (net, { first }) => {
        const third = net.ensemble(2, 1, { label: 'third', encoders: null, gain: 1, bias: 0, noise: whiteNoise() });
        net.connect(first.neurons, third.neurons, { synapse: null });
      },
    });
    expect(found[0]).toMatch(/third \| noise whiteNoise \| .*onChip: false/);
  });

  it('several synapses into one ensemble', async () => {
    const found = await refused({
      synapse: lowpass(0.005),
      add: (net, { first, second }) => void net.connect(first.neurons, second.neurons, { synapse: lowpass(0.01) }),
    });
    expect(found[0]).toMatch(/second \| several synapses \| .*0\.005, 0\.01 s/);
  });

  it('two synapses in series', async () => {
    const found = await refused({
      add: (net, { first, second }) => {
        const between = net.passthrough(2);
        net.connect(first.neurons, between, { label: 'in', synapse: lowpass(0.005) });
        net.connect(between, second.neurons, { label: 'out', synapse: lowpass(0.005) });
      },
    });
    expect(found.join('\n')).toMatch(/synapses in series \| .*in → out has 2/);
  });

  it('max pooling, and the hint onChip on objects that only the host can run', async () => {
    const found = await refused({
      add: (net, { first }) => {
        const pool = net.node(maxPool({ inputShape: [2, 1, 1], poolSize: [2, 1], mode: 'gate' }), { label: 'pool' });
        net.connect(first.neurons, pool, { synapse: null });
        const third = net.ensemble(1, 1, { label: 'third', neuronType: lif(), encoders: null, gain: 1, bias: 0, hints: { onChip: true } });
        net.connect(pool, third.neurons, { synapse: null });
      },
    });
    expect(found[0]).toMatch(/pool \| node maxPool \| .*average pooling/);
    expect(found[1]).toMatch(/third \| hint onChip \| it takes real values from pool, so it has to run on the host/);
  });

  it('a model of which nothing would run on the chip', async () => {
    const net = new Network();
    const image = net.input(2, { label: 'image' });
    net.connect(image, net.ensemble(10, 2, { label: 'only' }), { synapse: null });
    const [found] = new FixedPointBackend(() => new ReferenceBackend()).refusals(await build(net));
    expect(found).toMatchObject({ object: 'only', feature: 'nothing for the chip' });
  });

  it('weights that cannot share a scale with the threshold, by name', async () => {
    const tiny = new Network();
    const first = tiny.ensemble(1, 1, { label: 'first', neuronType: lif(), encoders: null, gain: 1, bias: 2 });
    const second = tiny.ensemble(1, 1, { label: 'second', neuronType: lif(), encoders: null, gain: 1, bias: 0 });
    tiny.connect(first.neurons, second.neurons, { synapse: null, transform: dense([[1e-7]]) });
    const model = await build(tiny);
    await expect(compile(model)).rejects.toThrow(
      /^second: weights of at most 0\.0001 and threshold 1 cannot share one scale on loihi1; scale the weights into it up/,
    );
  });
});
