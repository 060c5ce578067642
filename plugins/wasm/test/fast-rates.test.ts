import { build } from '@rheobase/build';
import { lifRate, Network, type NeuronRecord, relu, sigmoid, softLif, tanh } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { expect, it } from 'vitest';
import { wasm } from '../src/index.js';

/** Currents that float32 holds exactly, from far below to far above any threshold, and close to the usual one. */
const currents = [
  ...Array.from({ length: 401 }, (_, i) => i - 200),
  ...Array.from({ length: 257 }, (_, i) => 1 + (i - 128) / 1024),
  ...Array.from({ length: 129 }, (_, i) => (i - 64) / 32),
  1 + 2 ** -23,
  2 ** -20,
  -(2 ** -20),
];

async function ratesOf(neuronType: NeuronRecord, backend: string, precision: 'float64' | 'float32'): Promise<Float64Array> {
  const net = new Network({ seed: 1 });
  const size = currents.length;
  const a = net.ensemble(size, 1, { neuronType, gain: new Array(size).fill(1), bias: currents });
  net.probe(a.neurons, { label: 'rates' });
  const runtime = await createRuntime(reference(), wasm());
  using simulation = await runtime.simulate(await build(net), { backend, precision });
  await simulation.runSteps(1);
  return Float64Array.from(simulation.data('rates').data);
}

it.each<readonly [string, NeuronRecord]>([
  ['lifRate', lifRate()],
  ['lifRate without refractory time', lifRate({ tauRef: 0 })],
  ['softLif, soft', softLif({ sigma: 0.25 })],
  ['softLif, nearly sharp', softLif({ sigma: 1 / 256 })],
  ['relu', relu()],
  ['sigmoid', sigmoid()],
  ['tanh', tanh()],
])('in float32, %s is good to 2e-6 of its value for any current', async (_, record) => {
  const [got, expected] = [await ratesOf(record, 'wasm', 'float32'), await ratesOf(record, 'reference', 'float64')];
  const wrong = Array.from(expected, (rate, i) => ({ current: currents[i], rate, got: got[i] ?? Number.NaN })).filter(
    ({ rate, got: found }) => !(Math.abs(found - rate) <= 2e-6 * Math.abs(rate) + 1e-30),
  );
  expect(wrong).toEqual([]);
});
