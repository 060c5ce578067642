import { build } from '@rheobase/build';
import { indices, Network, RheobaseError, relu, tensor } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { createRuntime, type Simulation } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';

async function modelOf(): Promise<Model> {
  const net = new Network({ seed: 1 });
  const cell = net.ensemble(3, 2, { label: 'cell', neuronType: relu(), gain: [1, 2, 3], bias: [0.5, 1, 2], evalPointCount: 9 });
  net.connect(net.input(2, { label: 'in' }), cell, { label: 'link', transform: indices(2, [1, 0]), synapse: null });
  net.probe(cell.neurons, { label: 'rates' });
  return build(net);
}

const code = (act: () => void): string | null => {
  try {
    act();
  } catch (error) {
    if (error instanceof RheobaseError) return error.code;
    throw error;
  }
  return null;
};

const simulated = async (backend: string): Promise<Simulation> => {
  const runtime = await createRuntime(reference(), wasm());
  return runtime.simulate(await modelOf(), { backend, inputs: { in: samplesOf([1, 1, 2], [0, 0]) }, hold: true });
};

describe.each(['reference', 'wasm'])('setTensors on %s', backend => {
  it('takes a tensor, elements in order and one number for all', async () => {
    using simulation = await simulated(backend);
    for (const bias of [tensor([3], [4, 5, 6]), Float64Array.of(4, 5, 6), [4, 5, 6]]) {
      simulation.setTensors({ 'cell.bias': bias });
      await simulation.runSteps(1);
      expect(Array.from(simulation.data('rates').data.slice(-3))).toEqual([4, 5, 6]);
      simulation.setTensors({ 'cell.bias': 7 });
      await simulation.runSteps(1);
      expect(Array.from(simulation.data('rates').data.slice(-3))).toEqual([7, 7, 7]);
    }
    expect(Array.from(simulation.toModel().tensors.get('cell.bias')?.data ?? [])).toEqual([7, 7, 7]);
  });

  it.each<[string, Readonly<Record<string, number | readonly number[]>>, string]>([
    ['an unknown tensor', { 'cell.gains': 1 }, 'unknown-tensor'],
    ['another count', { 'cell.bias': [1, 2] }, 'size-mismatch'],
    ['what is not finite', { 'cell.bias': [1, 2, Number.NaN] }, 'invalid-model'],
    ['indices', { 'link.indices': [0, 1] }, 'fixed-tensor'],
  ])('rejects %s before anything changes', async (_what, values, expected) => {
    using simulation = await simulated(backend);
    expect(code(() => simulation.setTensors({ 'cell.bias': 9, ...values }))).toBe(expected);
    await simulation.runSteps(1);
    expect(Array.from(simulation.data('rates').data)).toEqual([0.5, 1, 2]);
  });
});
