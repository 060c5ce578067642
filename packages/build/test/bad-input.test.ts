import { build } from '@rheobase/build';
import {
  convolution,
  dense,
  type EnsembleOptions,
  lif,
  Network,
  scale,
  sparse,
  type TransformRecord,
  tensor,
  ValidationError,
} from '@rheobase/core';
import { lower } from '@rheobase/program';
import { describe, expect, it } from 'vitest';

async function caught(network: Network): Promise<unknown> {
  try {
    lower(await build(network), { dt: 0.001 });
  } catch (error) {
    return error;
  }
  return null;
}

const linked = (transform: TransformRecord | number): Network => {
  const net = new Network();
  net.connect(net.input(2, { label: 'in' }), net.passthrough(2, { label: 'out' }), { label: 'link', transform });
  return net;
};

const ensemble = (options: EnsembleOptions): Network => {
  const net = new Network();
  net.ensemble(3, 1, { label: 'cells', ...options });
  return net;
};

describe.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a weight of %s is refused by name in', bad => {
  it.each<[string, () => Network, string]>([
    [
      'a matrix',
      () =>
        linked(
          dense([
            [1, bad],
            [0, 1],
          ]),
        ),
      'link.weights',
    ],
    ['a factor', () => linked(bad), 'link.factors'],
    ['factors', () => linked(scale([1, bad])), 'link.factors'],
    ['listed weights', () => linked(sparse({ shape: [2, 2], rows: [0], columns: [1], values: [bad] })), 'link.weights'],
    [
      'a kernel',
      () => linked(convolution({ inputShape: [2, 1], filters: 1, kernelSize: 1, kernel: tensor([1, 1, 1], [bad]) })),
      'link.kernel',
    ],
    ['gains', () => ensemble({ gain: [1, bad, 1], bias: 0 }), 'cells.gain'],
    ['biases', () => ensemble({ gain: 1, bias: [0, 0, bad] }), 'cells.bias'],
  ])('%s', async (_name, make, object) => {
    const error = await caught(make());
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ object, given: bad, allowed: 'finite', message: expect.stringContaining(String(bad)) });
  });
});

describe('tuning is refused, naming ensemble and value, for', () => {
  it.each<[string, EnsembleOptions, number, string]>([
    ['an intercept of 1', { intercepts: 1 }, 1, '< 1'],
    ['an intercept above 1', { intercepts: [0, 1.5, 0] }, 1.5, '< 1'],
    ['an intercept that is no number', { intercepts: Number.NaN }, Number.NaN, '< 1'],
    ['a max rate of 1 / tauRef', { maxRates: 500, neuronType: lif({ tauRef: 0.002 }) }, 500, '< 500 Hz'],
    ['a max rate above 1 / tauRef', { maxRates: [100, 300, 100], neuronType: lif({ tauRef: 0.004 }) }, 300, '< 250 Hz'],
    ['a max rate below 0', { maxRates: -10 }, -10, '> 0'],
  ])('%s', async (_name, options, given, allowed) => {
    const error = await caught(ensemble(options));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ object: 'cells', given, allowed, message: expect.stringMatching(/^cells: .*(intercept|max ?rate)/i) });
  });
});

describe('a cycle without synapse', () => {
  it('is printed, connection by connection', async () => {
    const net = new Network();
    const [a, b] = [net.passthrough(1, { label: 'a' }), net.passthrough(1, { label: 'b' })];
    const cells = net.ensemble(3, 1, { label: 'cells' });
    net.connect(a, b, { synapse: null });
    net.connect(b, cells, { synapse: null });
    net.connect(cells, a, { synapse: null });
    const error = await caught(net);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({
      code: 'undelayed-cycle',
      object: 'cells',
      given: ['cells', 'cells->a', 'a->b', 'b->cells'],
      message: expect.stringContaining('cells → cells->a → a->b → b->cells → cells'),
      allowed: 'a synapse or delaySteps on every cycle',
    });
  });
});
