import { build } from '@rheobase/build';
import { dense, indices, lif, Network, scale, sparse, tensor } from '@rheobase/core';
import { checkModel, type Model, spikes, withTensors } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

async function sound(): Promise<Model> {
  const net = new Network();
  const x = net.input(2, { label: 'x' });
  const ens = net.ensemble(4, 2, { label: 'ens', neuronType: lif({ tauRc: [0.02, 0.03, 0.04, 0.05] }), evalPointCount: 20 });
  const out = net.passthrough(2, { label: 'out' });
  net.connect(x, ens, {
    label: 'in',
    transform: dense([
      [1, 2],
      [3, 4],
    ]),
  });
  net.connect(ens, out, { label: 'read' });
  net.connect(x, out, { label: 'few', transform: sparse({ shape: [2, 2], rows: [0, 1], columns: [1, 0], values: [1, 1] }) });
  net.connect(x, out, { label: 'order', transform: indices(2, [1, 0]) });
  net.connect(x, out, { label: 'by', transform: scale([1, 2]) });
  net.probe(ens, { label: 'p' });
  return build(net);
}

const model = await sound();
const ensemble = (change: Partial<Model['ensembles'][number]>): Model => ({
  ...model,
  ensembles: model.ensembles.map(e => ({ ...e, ...change })),
});
const connection = (path: string, change: Partial<Model['connections'][number]>): Model => ({
  ...model,
  connections: model.connections.map(c => (c.path === path ? { ...c, ...change } : c)),
});
const probe = (change: Partial<Model['probes'][number]>): Model => ({ ...model, probes: model.probes.map(p => ({ ...p, ...change })) });
const array = (id: string, shape: readonly number[], values: readonly number[] | Int32Array): Model =>
  withTensors(model, [[id, tensor(shape, values)]]);
const pre = { path: 'x', port: 'output', slice: null } as const;
const post = { path: 'out', port: 'input', slice: null } as const;

describe('a sound model', () => {
  it('passes', () => {
    expect(checkModel(model)).toBeUndefined();
    expect(spikes(model)).toBe(true);
  });
});

describe('a model at fault is refused, naming the object', () => {
  it.each<[string, Model, string]>([
    ['an array that is not finite', array('in.weights', [2, 2], [1, 2, 3, Number.NaN]), 'in.weights'],
    ['encoders of another shape', array('ens.encoders', [2, 4], [1, 1, 1, 1, 1, 1, 1, 1]), 'ens: shape of encoders'],
    ['encoders that are missing', ensemble({ encoders: 'nowhere' }), "there is no tensor 'nowhere'"],
    ['gains of another count', array('ens.gain', [3], [1, 1, 1]), 'ens: shape of gain'],
    ['biases that are missing', ensemble({ bias: 'nowhere' }), "there is no tensor 'nowhere'"],
    ['a neuron parameter of another count', array('ens.tauRc', [3], [1, 1, 1]), 'ens: shape of tauRc'],
    ['a state that the neurons lack', ensemble({ initialState: { adaptation: 0 } }), 'ens: initial state is adaptation'],
    ['a state of another count', array('ens.voltage', [3], [0, 0, 0]), 'ens: shape of voltage'],
    ['a shape of another size', ensemble({ shape: [3] }), 'ens'],
    ['a path that is used twice', { ...model, nodes: [...model.nodes, ...model.nodes] }, 'x: path is used twice'],
    ['a source that is missing', connection('in', { pre: { ...pre, path: 'y' } }), "there is no node 'y'"],
    ['a target that is missing', connection('in', { post: { ...post, path: 'y' } }), "there is no ensemble 'y'"],
    ['decoders where nothing is decoded', connection('in', { decoders: 'read.decoders' }), 'in: decoders'],
    ['no decoders where there should be', connection('read', { decoders: null }), 'read: decoders'],
    ['decoders of another count of neurons', array('read.decoders', [2, 3], [1, 1, 1, 1, 1, 1]), 'read: number of decoded neurons'],
    ['decoders of another size', array('read.decoders', [1, 4], [1, 1, 1, 1]), 'read: shape of its targets'],
    ['a transform of another input size', connection('by', { pre: { ...pre, slice: [0] } }), 'by: input size of its transform'],
    ['a target of another size', connection('by', { post: { ...post, slice: [0] } }), 'by: number of values carried'],
    ['a source element that is not there', connection('by', { pre: { ...pre, slice: [0, 2] } }), 'by'],
    ['a target element that is not there', connection('by', { post: { ...post, slice: [0, -1] } }), 'by'],
    ['a delay that is no whole number', connection('by', { delaySteps: 0.5 }), 'by'],
    ['weights of another size', array('in.weights', [2, 3], [1, 1, 1, 1, 1, 1]), 'in: '],
    ['factors of another count', array('by.factors', [3], [1, 1, 1]), 'by: '],
    ['indices of another count', array('order.indices', [3], Int32Array.of(0, 1, 1)), 'order: '],
    ['indices outside the input', array('order.indices', [2], Int32Array.of(0, 2)), 'order: '],
    ['entries outside the matrix', array('few.columns', [2], Int32Array.of(0, 7)), 'few: '],
    ['entries of unequal counts', array('few.weights', [1], [1]), 'few: '],
    [
      'a probe of a node that is missing',
      probe({ target: { path: 'y', port: 'node', attribute: 'output', slice: null }, decoders: null }),
      "there is no node 'y'",
    ],
    [
      'a probe of a connection that is missing',
      probe({ target: { path: 'y', port: 'connection', attribute: 'output', slice: null }, decoders: null }),
      'p: target',
    ],
    ['a probe without its decoders', probe({ decoders: null }), 'p: decoders'],
    ['a probe with decoders of another shape', array('p.decoders', [2, 3], [1, 1, 1, 1, 1, 1]), 'p'],
    ['a probe with decoders that are missing', probe({ decoders: 'nowhere' }), "there is no tensor 'nowhere'"],
    ['evaluation points that are missing', withoutTensor('ens.evalPoints'), "there is no tensor 'ens.evalPoints'"],
  ])('%s', (_what, broken, message) => {
    const error = refusal(() => checkModel(broken));
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });

  it('but a lowest voltage may be minus infinity', async () => {
    const net = new Network();
    net.ensemble(2, 1, { neuronType: lif({ minVoltage: [Number.NEGATIVE_INFINITY, 0] }) });
    expect(checkModel(await build(net))).toBeUndefined();
  });
});

function withoutTensor(id: string): Model {
  return { ...model, tensors: new Map(Array.from(model.tensors).filter(([name]) => name !== id)) };
}
