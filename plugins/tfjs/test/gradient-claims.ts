import { build } from '@rheobase/build';
import { dense, lif, lifRate, maxPool, Network, relu, softLif, softmax, spikingRelu, uniform } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { grads, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { forwardOf } from '../src/network/forward.js';
import { operation } from '../src/network/operation.js';
import { orderFor } from '../src/network/order.js';
import { trainableTensors } from '../src/network/parameters.js';
import { startDevice } from '../src/setup/device.js';
import { convNet, denseNet, linear, PROBE, randoms } from './nets.js';
import { fixed, init, transforms } from './transforms.js';

const BATCH = 2;

/**
 * Worst difference between gradients and central differences of sum(r * probe), relative to the largest slope of each tensor.
 * The sum is made in float64, so that the differences are not lost in it.
 */
function worstGradient(model: Model, sigma: number, eps: number): Record<string, number> {
  const probe = model.probes.find(({ path }) => path === PROBE) ?? model.probes[0];
  const input = model.nodes.find(({ record }) => record.type === 'input');
  if (!probe || input?.record.type !== 'input') throw new Error('the model has no probe or input');
  const { path, record } = input;
  const ids = trainableTensors(model, orderFor(model, [probe]), [probe]);
  const forward = forwardOf(model, [probe], ids, sigma);
  const x = randoms(BATCH * record.size, 21);
  const r = randoms(BATCH * probe.size, 22);
  const start = new Map(ids.map(id => [id, Float32Array.from(model.tensors.get(id)?.data ?? [])] as const));
  const outputs = (values: ReadonlyMap<string, Float32Array>): number =>
    tidy(() => {
      const parameters = new Map(Array.from(values, ([id, data]) => [id, tensor1d(data)] as const));
      const y = forward.run(BATCH, new Map([[path, tensor2d(Float32Array.from(x), [BATCH, record.size])]]), parameters).get(probe.path);
      return Array.from(y?.dataSync() ?? []).reduce((sum, value, k) => sum + value * (r[k] ?? 0), 0);
    });
  const worst: Record<string, number> = {};
  tidy(() => {
    const weighed = (...given: Tensor[]) => {
      const parameters = new Map(ids.map((id, k) => [id, given[k] ?? tensor1d([0])] as const));
      const y = forward.run(BATCH, new Map([[path, tensor2d(Float32Array.from(x), [BATCH, record.size])]]), parameters).get(probe.path);
      if (!y) throw new Error('the probe has no value');
      const total = (memory: Parameters<Parameters<typeof operation>[0]>[0]) => {
        const sum = memory.values(y).reduce((s, value, k) => s + value * (r[k] ?? 0), 0);
        const out = memory.allocate([]);
        memory.values(out)[0] = sum;
        return out;
      };
      return operation(total, [
        {
          flow: { tensor: y, trained: true },
          gradient: memory => {
            const out = memory.allocate([BATCH, probe.size]);
            memory.values(out).set(r);
            return out;
          },
        },
      ]).tensor;
    };
    const slopes = grads(weighed)(ids.map(id => tensor1d(start.get(id) ?? [])));
    ids.forEach((id, k) => {
      const slope = slopes[k]?.dataSync() ?? [];
      const size = slope.length;
      const scaleOf = Array.from(slope).reduce((m, s) => Math.max(m, Math.abs(s)), 1e-6);
      const step = Math.max(1, Math.floor(size / 24));
      for (let i = 0; i < size; i += step) {
        const at = (delta: number): number => {
          const moved = Float32Array.from(start.get(id) ?? []);
          moved[i] = (moved[i] ?? 0) + delta;
          return outputs(new Map([...start, [id, moved]]));
        };
        const numeric = (at(eps) - at(-eps)) / (2 * eps);
        worst[id] = Math.max(worst[id] ?? 0, Math.abs(numeric - (slope[i] ?? 0)) / scaleOf);
      }
    });
  });
  forward.dispose();
  return worst;
}

/** Claims, for one device, that every gradient agrees with central differences. */
export function claimGradients(device: 'wasm' | 'cpu'): void {
  describe(`gradients on ${device} agree with central differences`, () => {
    beforeAll(async () => {
      expect((await startDevice({ device })).name).toBe(device);
    });

    it.each(transforms)('for the weights of %s', async (_, transform, sizeIn, sizeOut) => {
      const worst = worstGradient(await linear(transform, sizeIn, sizeOut), 0, 0.05);
      expect(Object.keys(worst)).toHaveLength(1);
      for (const difference of Object.values(worst)) expect(difference).toBeLessThan(1e-4);
    });

    it.each(transforms)('through %s to what comes before it', async (_, transform, sizeIn, sizeOut) => {
      const net = new Network({ seed: 2 });
      const input = net.input(3, { label: 'x' });
      const between = net.passthrough(sizeIn);
      const out = net.passthrough(sizeOut);
      net.connect(input, between, { label: 'before', synapse: null, transform: dense({ shape: [sizeIn, 3], init }) });
      net.connect(between, out, { synapse: null, transform });
      net.probe(out, { label: PROBE });
      const worst = worstGradient(await build(net), 0, 0.05);
      expect(Object.keys(worst)).toHaveLength(2);
      for (const difference of Object.values(worst)) expect(difference).toBeLessThan(2e-4);
    });

    it.each(fixed)('through %s', async (_, transform, sizeIn, sizeOut) => {
      const net = new Network({ seed: 2 });
      const input = net.input(3, { label: 'x' });
      const between = net.passthrough(sizeIn);
      const out = net.passthrough(sizeOut);
      net.connect(input, between, { synapse: null, transform: dense({ shape: [sizeIn, 3], init }) });
      net.connect(between, out, { synapse: null, transform });
      net.probe(out, { label: PROBE });
      for (const difference of Object.values(worstGradient(await build(net), 0, 0.05))) expect(difference).toBeLessThan(1e-4);
    });

    it.each([
      ['softLif', softLif({ sigma: 0.3, amplitude: 0.02 }), 0],
      ['lif on the SoftLIF curve', lif({ amplitude: 0.02 }), 0.3],
      [
        'lif with a time constant for each neuron',
        lif({ amplitude: 0.02, tauRc: Array.from({ length: 12 }, (_, k) => 0.01 + 0.002 * k) }),
        0.3,
      ],
      ['lifRate on the SoftLIF curve', lifRate({ amplitude: 0.02 }), 0.5],
      ['spikingRelu on its rate', spikingRelu({ amplitude: 0.5 }), 0],
      ['relu', relu(), 0],
    ] as const)('through %s', async (name, neuronType, sigma) => {
      const worst = worstGradient(
        await denseNet({ neuronType, ensemble: { bias: uniform(0.5, 1.5) } }),
        sigma,
        name.includes('elu') ? 1e-3 : 5e-3,
      );
      expect(Object.keys(worst)).toHaveLength(3);
      for (const difference of Object.values(worst)) expect(difference).toBeLessThan(5e-3);
    });

    it.each([true, false])('through two convolutions, SoftLIF and a dense layer (channels last: %s)', async channelsLast => {
      const worst = worstGradient(await convNet(lif({ amplitude: 0.01 }), channelsLast), 0.4, 1e-2);
      expect(Object.keys(worst)).toHaveLength(5);
      for (const difference of Object.values(worst)) expect(difference).toBeLessThan(5e-3);
    });

    it('through exact max pooling and softmax', async () => {
      const net = new Network({ seed: 4 });
      const input = net.input(3, { label: 'x' });
      const pool = net.node(maxPool({ inputShape: [4, 4, 2], poolSize: 3, strides: 2, padding: 'same' }));
      const out = net.node(softmax(8));
      net.connect(input, pool, { synapse: null, transform: dense({ shape: [32, 3], init }) });
      net.connect(pool, out, { synapse: null });
      net.probe(out, { label: PROBE });
      for (const difference of Object.values(worstGradient(await build(net), 0, 2e-3))) expect(difference).toBeLessThan(5e-3);
    });

    it('through encoders, decoders, slices, constants, a direct current and a trained gain', async () => {
      const net = new Network({ seed: 6 });
      const input = net.input(4, { label: 'x' });
      const constant = net.constant([0.3, -0.2], { label: 'c', hints: { trainable: true } });
      const neuronType = softLif({ sigma: 0.3, amplitude: 0.01 });
      const first = net.ensemble(15, 2, { label: 'e', neuronType, radius: 1.5, hints: { trainable: true } });
      const second = net.ensemble(5, 1, { neuronType, encoders: null, gain: uniform(0.5, 1), bias: uniform(0.5, 1) });
      const out = net.passthrough(3, { label: 'y' });
      net.connect(input.at(0, 3), first, { synapse: null, transform: dense({ shape: [2, 2], init }) });
      net.connect(constant, first, { synapse: null });
      net.connect(first, out.at(0, 2), { synapse: null });
      net.connect(first.neurons.at(0, 2, 4), second.current, {
        synapse: null,
        transform: dense({ shape: [5, 3], init: uniform(-0.5, 0.5) }),
      });
      net.connect(second.neurons, out, { synapse: null, transform: dense({ shape: [3, 5], init: uniform(-0.5, 0.5) }) });
      net.probe(out, { label: PROBE });
      const worst = worstGradient(await build(net), 0, 8e-3);
      expect(Object.keys(worst).length).toBe(9);
      for (const difference of Object.values(worst)) expect(difference).toBeLessThan(2e-3);
    });
  });
}
