import { build } from '@rheobase/build';
import { type Definition, defineLearningRule, Network, networkFromJSON, networkToJSON, relu } from '@rheobase/core';
import { modelFromBytes, modelToBytes } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';

const growing = (version: string, by: number) => defineLearningRule({ name: 'grow', version, step: ({ delta }) => void delta.fill(by) });

const grow = growing('1', 0.5);

function network(): Network {
  const net = new Network({ seed: 1 });
  const a = net.ensemble(3, 1, { label: 'a', neuronType: relu() });
  const out = net.passthrough(1, { label: 'out' });
  const learning = net.connect(a, out, { label: 'c', learningRule: grow() });
  net.probe(learning, { label: 'weights', attribute: 'weights' });
  return net;
}

async function weights(model: Awaited<ReturnType<typeof build>>, definitions: readonly Definition[] = []) {
  const runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(model, { definitions });
  await simulation.runSteps(3);
  return simulation.data('weights').data;
}

describe('what a user defined', () => {
  it('runs again from a model that was read back, once its definition is handed in', async () => {
    const model = await build(network());
    const read = modelFromBytes(modelToBytes(model));
    const expected = await weights(model);
    expect(expected[3]).not.toBe(expected[0]);
    expect(await weights(read, [grow.definition])).toEqual(expected);
  });

  it('runs again from a network that was read back, with the definition given then or later', async () => {
    const json = JSON.parse(JSON.stringify(networkToJSON(network())));
    const expected = await weights(await build(network()));
    expect(await weights(await build(networkFromJSON(json, { definitions: [grow.definition] })))).toEqual(expected);
    expect(await weights(await build(networkFromJSON(json)), [grow.definition])).toEqual(expected);
  });

  it('is refused by name and version before the run where it is not at hand', async () => {
    const read = modelFromBytes(modelToBytes(await build(network())));
    await expect(weights(read)).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'missing-definition',
      message: "c: learning rule 'grow' (version 1) is not at hand; pass its definition in definitions: [...]",
    });
    await expect(weights(read, [growing('2', 9).definition])).rejects.toThrow(
      "'grow' (version 1) is not at hand; those given are of version 2; pass",
    );
  });

  it('is what is handed in, before what came along', async () => {
    const [own, given] = [await weights(await build(network())), await weights(await build(network()), [growing('1', 2).definition])];
    expect((given[3] ?? 0) - (given[0] ?? 0)).toBeCloseTo(4 * ((own[3] ?? 0) - (own[0] ?? 0)), 9);
  });
});
