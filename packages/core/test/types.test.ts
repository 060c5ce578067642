import { type Ensemble, Network, type Neurons, type Node, type Probe } from '@rheobase/core';
import { describe, expect, expectTypeOf, it } from 'vitest';

describe('literal sizes', () => {
  const net = new Network();

  it('of nodes are in their type', () => {
    const image = net.input(784);
    expectTypeOf(image).toEqualTypeOf<Node<784>>();
    expectTypeOf(image.sizeOut).toEqualTypeOf<784>();
    expectTypeOf(net.passthrough(10).sizeOut).toEqualTypeOf<10>();
    expectTypeOf(net.constant([1, 2]).sizeOut).toEqualTypeOf<number>();
    expect(image.sizeOut).toBe(784);
  });

  it('of ensembles are in their type', () => {
    const value = net.ensemble(50, 2);
    expectTypeOf(value).toEqualTypeOf<Ensemble<2, 50>>();
    expectTypeOf(value.dimensions).toEqualTypeOf<2>();
    expectTypeOf(value.neurons).toEqualTypeOf<Neurons<50>>();
    expect([value.dimensions, value.neurons.size]).toEqual([2, 50]);
  });

  it('go over to probes', () => {
    const ofNode = net.probe(net.input(784));
    const ofEnsemble = net.probe(net.ensemble(50, 2));
    expectTypeOf(ofNode).toEqualTypeOf<Probe<784>>();
    expectTypeOf(ofEnsemble).toEqualTypeOf<Probe<2>>();
    expectTypeOf(net.probe(net.input(3).at(0))).toEqualTypeOf<Probe<1>>();
    expectTypeOf(net.probe(net.input(3).at({ start: 1 }))).toEqualTypeOf<Probe<number>>();
    expect([ofNode.size, ofEnsemble.size]).toEqual([784, 2]);
  });

  it('are plain numbers where they are not known', () => {
    const size: number = 1 + net.nodes.length;
    expectTypeOf(net.input(size).sizeOut).toEqualTypeOf<number>();
    expect(net.input(size).sizeOut).toBe(size);
  });
});
