import {
  alpha,
  dense,
  hostFunction,
  implementationOf,
  indices,
  integrateAndFire,
  lif,
  Network,
  networkFromJSON,
  networkToJSON,
  sparse,
  tensor,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { documentProperties } from './document-properties.js';

const again = (net: Network): Network => networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))));

/** A document with some of its parts exchanged. */
function documentWith(change: Readonly<Record<string, unknown>>): unknown {
  const net = new Network({ label: 'small' });
  const a = net.input(2, { label: 'a' });
  const b = net.ensemble(3, 2, { label: 'b' });
  net.connect(a, b, { label: 'c' });
  net.probe(b, { label: 'p' });
  return { ...JSON.parse(JSON.stringify(networkToJSON(net))), ...change };
}

describe('the network document', () => {
  documentProperties(60);

  it('is plain JSON with a format and a version', () => {
    expect(networkToJSON(new Network({ label: 'x', seed: 3 }))).toEqual({
      format: 'rheobase-network',
      version: 1,
      label: 'x',
      seed: 3,
      tensors: {},
      nodes: [],
      ensembles: [],
      connections: [],
      probes: [],
    });
  });

  it('keeps tied tensors tied, in every kind of transform', () => {
    const net = new Network();
    const a = net.input(2);
    const b = net.passthrough(2);
    const weights = tensor([2, 2], [1, 2, 3, 4]);
    const order = indices(2, [1, 0]);
    const few = sparse({ shape: [2, 2], rows: [0, 1], columns: [1, 0], values: [5, 6] });
    for (const transform of [dense(weights), dense(weights), order, order, few, few]) net.connect(a, b, { transform });
    const arrays = again(net).connections.map(({ transform }) =>
      transform?.type === 'dense'
        ? transform.weights
        : transform?.type === 'indices'
          ? transform.indices
          : transform?.type === 'sparse'
            ? transform.rows
            : null,
    );
    expect(new Set(arrays).size).toBe(3);
    expect(networkToJSON(again(net))).toEqual(networkToJSON(net));
  });

  it('keeps large and unreadable arrays to the bit', () => {
    const net = new Network();
    const large = tensor(
      [40, 40],
      Float32Array.from({ length: 1600 }, (_, i) => Math.fround(1 / (i + 1))),
    );
    net.connect(net.input(40), net.passthrough(40), { transform: dense(large) });
    net.ensemble(2, 1, { neuronType: lif({ minVoltage: tensor([2], [Number.NEGATIVE_INFINITY, -0]) }) });
    const back = again(net);
    expect(back.connections[0]?.transform).toEqual(dense(large));
    expect(back.ensembles[0]?.settings.neuronType).toEqual(net.ensembles[0]?.settings.neuronType);
  });

  it('keeps infinite and negatively zero parameters', () => {
    const net = new Network();
    net.ensemble(2, 1, { neuronType: lif({ minVoltage: Number.NEGATIVE_INFINITY }) });
    net.ensemble(2, 1, { neuronType: integrateAndFire({ initial: -0, floor: -0 }) });
    expect(again(net).ensembles.map(e => e.settings.neuronType)).toEqual(net.ensembles.map(e => e.settings.neuronType));
  });

  it('refuses anonymous functions, naming the object and the remedy', () => {
    const net = new Network();
    const a = net.input(1, { label: 'a' });
    net.connect(a, net.passthrough(1, { label: 'b' }), { function: x => x });
    const error = refusal(() => networkToJSON(net));
    expect([error.name, error.code, error.object]).toEqual(['ValidationError', 'anonymous-function', 'a->b']);
    expect(error.message).toContain('hostFunction');
    const other = new Network();
    other.function((_t, x) => x, 1, 1, { label: 'f' });
    expect(refusal(() => networkToJSON(other)).object).toBe('f');
  });

  it('refers to host functions by name and version, whose implementation is handed in again', () => {
    const net = new Network();
    net.function(
      hostFunction('twice', '3', (_t, x) => x.map(v => 2 * v)),
      1,
      1,
      { label: 'f' },
    );
    const document = networkToJSON(net);
    expect(JSON.stringify(document)).toContain('{"type":"host","name":"twice","version":"3"}');
    const record = networkFromJSON(document, { functions: { twice: (_t, x) => x.map(v => 2 * v) } }).nodes[0]?.record;
    if (record?.type !== 'function') throw new Error('the function is lost');
    expect(Array.from(implementationOf(record.function)(0, Float64Array.of(4)))).toEqual([8]);
    const error = refusal(() => networkFromJSON(document));
    expect([error.name, error.code]).toEqual(['ImportError', 'missing-function']);
    expect(error.message).toContain('"twice"');
  });

  it('does not take a function from an object prototype', () => {
    const net = new Network();
    net.function(
      hostFunction('toString', '1', (_t, x) => x),
      1,
      1,
    );
    expect(refusal(() => networkFromJSON(networkToJSON(net))).code).toBe('missing-function');
  });

  it.each([
    ['null', null, 'network document must be an object'],
    ['a list', [], 'network document must be an object'],
    ['a text', 'rheobase-network', 'network document must be an object'],
    ['another format', documentWith({ format: 'onnx' }), 'network document.format must be one of rheobase-network'],
    ['no version', documentWith({ version: undefined }), 'network document.version must be a number, but is missing'],
    ['version 2', documentWith({ version: 2 }), 'version 2 is not known; this release reads version 1'],
    ['no nodes', documentWith({ nodes: undefined }), 'network document.nodes must be a list, but is missing'],
    ['nodes as an object', documentWith({ nodes: {} }), 'network document.nodes must be a list'],
    [
      'a node of an unknown type',
      documentWith({ nodes: [{ path: 'a', record: { type: 'magic' }, shape: [2], hints: {} }] }),
      'nodes[0].record.type',
    ],
    ['a node without a path', documentWith({ nodes: [{ record: { type: 'input', size: 2 } }] }), 'nodes[0].path must be a text'],
    [
      'a size as a text',
      documentWith({ nodes: [{ path: 'a', record: { type: 'input', size: '2' }, shape: [2], hints: {} }] }),
      'nodes[0].record.size',
    ],
    [
      'the prototype as a record',
      documentWith({ nodes: [{ path: 'a', record: JSON.parse('{"__proto__":{"type":"input"}}') }] }),
      'nodes[0].record.type',
    ],
    [
      'a tensor of the wrong length',
      documentWith({ tensors: { t: { dtype: 'float64', shape: [3], values: [1] } } }),
      'tensors.t of shape [3] must be 3 elements',
    ],
    ['a tensor of no shape', documentWith({ tensors: { t: { dtype: 'float64', shape: [0.5, 2], values: [1] } } }), 'tensors.t'],
    ['a tensor of negative shape', documentWith({ tensors: { t: { dtype: 'float64', shape: [-1, -1], values: [1] } } }), 'tensors.t'],
    ['a tensor of an unknown type', documentWith({ tensors: { t: { dtype: 'int64', shape: [], values: [1] } } }), 'tensors.t.dtype'],
    [
      'a tensor of texts',
      documentWith({ tensors: { t: { dtype: 'float64', shape: [1], values: ['1'] } } }),
      'tensors.t.values[0] must be a number',
    ],
    ['broken base64', documentWith({ tensors: { t: { dtype: 'uint8', shape: [1], base64: '*' } } }), 'tensors.t.base64 is not base64 text'],
    ['a fraction as an integer', documentWith({ tensors: { t: { dtype: 'int32', shape: [1], values: [1.5] } } }), 'tensors.t'],
    ['connections from nowhere', documentWith({ nodes: [] }), 'connections[0].pre.path must be the path of a node of this document'],
    [
      'a path that is used twice',
      documentWith({ nodes: [1, 2].map(() => ({ path: 'a', record: { type: 'input', size: 2 }, shape: [2], hints: {} })) }),
      "'a'",
    ],
    ['a big integer', documentWith({ seed: 10n }), 'network document.seed must be a number'],
  ])('refuses %s with an ImportError that names the place', (_what, document, message) => {
    const error = refusal(() => networkFromJSON(document));
    expect(error.name).toBe('ImportError');
    expect(error.message).toContain(message);
  });

  it('refuses entries of a sparse matrix that lie outside or are not in order', () => {
    const net = new Network();
    net.connect(net.input(2), net.passthrough(2), { transform: sparse({ shape: [2, 2], rows: [0, 1], columns: [1, 0], values: [5, 6] }) });
    const text = JSON.stringify(networkToJSON(net));
    for (const rows of ['[1,0]', '[0,7]', '[0,-1]']) {
      const broken = text.replace('"dtype":"int32","shape":[2],"values":[0,1]', `"dtype":"int32","shape":[2],"values":${rows}`);
      expect(broken).not.toBe(text);
      expect(refusal(() => networkFromJSON(JSON.parse(broken))).name).toBe('ImportError');
    }
  });

  it('reads the shortest document there is', () => {
    const net = networkFromJSON({
      format: 'rheobase-network',
      version: 1,
      label: '',
      seed: 0,
      nodes: [],
      ensembles: [],
      connections: [],
      probes: [],
    });
    expect([net.nodes, net.label, net.seed]).toEqual([[], '', 0]);
    expect(net.connect(net.input(1), net.passthrough(1), { synapse: alpha(0.1) }).path).toBe('input0->passthrough0');
  });
});
