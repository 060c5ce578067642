import { lif, Network } from '@rheobase/core';
import { describe, expect, it } from 'vitest';

/** Calls as a program without types may: with anything. */
const untyped = (target: object, method: string, ...given: readonly unknown[]): unknown =>
  Reflect.apply(Reflect.get(target, method), target, given);

describe('what programs without types write by habit is refused with the way to write it', () => {
  const net = new Network();
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(5, 2, { label: 'a' });

  it.each<[string, string, readonly unknown[], string]>([
    [
      'a number for a synapse',
      'connect',
      [input, a, { synapse: 0.01 }],
      'connection in->a: synapse must be a record such as lowpass(0.005), of type lowpass, alpha, linearFilter, triangle, customSynapse, but 0.01 was given; write lowpass(0.01)',
    ],
    ['a number for the synapse of a probe', 'probe', [a, { synapse: 0.1 }], 'write lowpass(0.1)'],
    [
      'rows for a transform',
      'connect',
      [
        input,
        a,
        {
          transform: [
            [1, 0],
            [0, 1],
          ],
        },
      ],
      'transform must be a record such as dense([[…]]), of type dense, scale, sparse, indices, convolution, convolutionTranspose, pooling, but an array was given',
    ],
    [
      'a name for a neuron type',
      'ensemble',
      [5, 1, { label: 'b', neuronType: 'lif' }],
      "but 'lif' was given; call its function, as in neuronType: lif()",
    ],
    [
      'a neuron type that was not called',
      'ensemble',
      [5, 1, { label: 'b', neuronType: lif }],
      'but the function lif itself was given; call its function',
    ],
    [
      'a function for a node',
      'node',
      [(t: number) => [t], { label: 'n' }],
      'n: node must be a record such as constant([…]), of type input, constant, passthrough, table, function, softmax, argmax, synapse, process, maxPool, but the function itself was given; write net.function(f, sizeIn, sizeOut)',
    ],
    ['values for a node', 'node', [[1, 2]], 'but an array was given; write net.constant([…]) for values'],
    ['a node of no known kind', 'node', [{ type: 'magic', size: 1 }], 'a node: node must be a record'],
  ])('%s', (_what, method, given, sentence) => {
    expect(() => untyped(net, method, ...given)).toThrow(sentence);
  });
});

describe('a function node', () => {
  it('takes time and input, also as a bare function', () => {
    const node = new Network().function((time, x) => [time, x.length], 3, 2);
    const { record } = node;
    expect(
      record.type === 'function' && record.function.type === 'anonymous' ? record.function.implementation(0.5, new Float64Array(3)) : null,
    ).toEqual([0.5, 3]);
  });
});
