import { build } from '@rheobase/build';
import {
  alpha,
  constant,
  convolution,
  dense,
  hostFunction,
  indices,
  lif,
  lowpass,
  maxPool,
  Network,
  pooling,
  relu,
  scale,
  softmax,
  sparse,
  table,
} from '@rheobase/core';
import { modelFromBytes, modelToBytes } from '@rheobase/model';
import {
  accessOf,
  boundProgram,
  checkProgram,
  constantParameter,
  lower,
  type Operator,
  type Program,
  printProgram,
} from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const lowered = async (net: Network): Promise<Program> => lower(await build(net), { dt: 0.001 });

/** Every pair of operators, those of probes aside, that touch one element in an order that a step forbids. */
function disorders(program: Program): readonly string[] {
  const operators = program.operators.filter(o => !program.probes.has(o.source));
  const rank = { sets: 0, adds: 1, reads: 2, updates: 3 } as const;
  const touches = operators.flatMap((operator, index) => {
    const access = accessOf(operator);
    return (['sets', 'adds', 'reads', 'updates'] as const).flatMap(use => access[use].map(place => ({ index, use, operator, ...place })));
  });
  const share = (a: Int32Array | null, b: Int32Array | null) => a === null || b === null || a.some(x => b.includes(x));
  return touches.flatMap(a =>
    touches
      .filter(
        b =>
          a.signal === b.signal && a.index !== b.index && rank[a.use] < rank[b.use] && a.index > b.index && share(a.elements, b.elements),
      )
      .map(b => `${a.operator.kind} ${a.use} ${a.signal} after ${b.operator.kind} ${b.use}`),
  );
}

const adds = (program: Program, out: string): readonly string[] =>
  program.operators.filter(o => o.kind === 'add' && o.out === out).map(o => o.source);
const of = (program: Program, source: string): readonly Operator['kind'][] =>
  program.operators.filter(o => o.source === source).map(o => o.kind);

function everything(): Network {
  const net = new Network();
  const x = net.input(4, { label: 'x' });
  const e = net.ensemble(6, 2, { label: 'e', evalPointCount: 20 });
  const r = net.ensemble(6, 2, { label: 'r', neuronType: relu(), evalPointCount: 20 });
  const p = net.passthrough(4, { label: 'p' });
  const m = net.node(maxPool({ inputShape: [2, 2, 1], mode: 'runningMax' }), { label: 'm' });
  const s = net.node(softmax(4), { label: 's' });
  const f = net.function((_t, v) => v.map(y => y + 1), 4, 4, { label: 'f' });
  const t = net.node(
    table([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]),
    { label: 't' },
  );
  const c = net.node(constant([1, 2]), { label: 'c' });
  net.connect(x.at(0, 3), e);
  net.connect(e, r, { delaySteps: 2 });
  net.connect(r, e, { synapse: alpha(0.1) });
  net.connect(e.neurons, r.neurons, { synapse: null, transform: 0.5 });
  net.connect(e, e.neurons.at(0, 0), {
    transform: dense([
      [1, 2],
      [3, 4],
    ]),
  });
  net.connect(c, e.current.at(1, 2), { synapse: null });
  net.connect(x, p, { synapse: null, transform: convolution({ inputShape: [2, 2, 1], filters: 1, padding: 'same' }) });
  net.connect(t, p, { synapse: null, transform: sparse({ shape: [4, 4], rows: [0], columns: [3], values: [2] }) });
  net.connect(p, m, { synapse: null });
  net.connect(p, s, { synapse: null, transform: indices(4, [3, 2, 1, 0]) });
  net.connect(s, f, { synapse: null, function: v => v.map(y => 2 * y) });
  net.connect(f, r.at(0), { transform: pooling({ inputShape: [2, 2, 1] }) });
  net.connect(m, p.at(0), { synapse: null, delaySteps: 1 });
  for (const target of [x, e, e.neurons, e.at(1), p.at(3, 0), ...net.connections]) net.probe(target, { synapse: lowpass(0.01) });
  for (const target of [e.neurons.at(2), ...net.connections]) net.probe(target);
  for (const attribute of ['voltage', 'refractoryTime', 'current']) net.probe(e.neurons, { attribute });
  net.probe(r, { attribute: 'input' });
  return net;
}

describe('the order of operators', () => {
  it('is set, add, read, update on every element', async () => {
    const program = await lowered(everything());
    expect(program.operators.length).toBeGreaterThan(60);
    expect(disorders(program)).toEqual([]);
  });

  it('adds to a target in the order of connections, whatever their sources', async () => {
    const net = new Network();
    const out = net.passthrough(1, { label: 'out' });
    const late = net.passthrough(1, { label: 'late' });
    const x = net.input(1, { label: 'x' });
    net.connect(late, out, { label: 'first', synapse: null });
    net.connect(x, out, { label: 'second', synapse: null });
    net.connect(x, late, { label: 'feed', synapse: null });
    net.connect(x, out, { label: 'third' });
    const program = await lowered(net);
    expect(adds(program, 'out.in')).toEqual(['first', 'second', 'third']);
    expect(disorders(program)).toEqual([]);
  });

  it('records probes after everything else', async () => {
    const net = everything();
    const program = await lowered(net);
    const probes = new Set(net.probes.map(p => p.path));
    // What is to be filtered of a value for the next step is taken in before that value changes; samples are taken at the end.
    const samples = new Set(program.probes.values());
    const first = program.operators.findIndex(o => 'out' in o && samples.has(o.out));
    expect(first).toBeGreaterThan(0);
    expect(program.operators.slice(first).every(o => probes.has(o.source))).toBe(true);
    expect(Array.from(program.probes.keys())).toEqual(net.probes.map(p => p.path));
    for (const probe of net.probes) expect(program.signals.get(program.probes.get(probe.path) ?? '')?.size).toBe(probe.size);
  });

  it('is the same for the same model', async () => {
    const model = await build(everything());
    expect(printProgram(lower(model, { dt: 0.001 }))).toBe(printProgram(lower(model, { dt: 0.001 })));
  });
});

describe('cycles', () => {
  it('without delay are refused, printing the way round', async () => {
    const net = new Network();
    const [a, b, c] = ['a', 'b', 'c'].map(label => net.passthrough(1, { label }));
    if (!a || !b || !c) throw new Error('unreachable');
    net.connect(a, b, { label: 'one', synapse: null });
    net.connect(b, c, { label: 'two', synapse: null });
    net.connect(c, a, { label: 'three', synapse: null });
    net.connect(c, net.passthrough(1, { label: 'aside' }), { label: 'way out', synapse: null });
    const model = await build(net);
    const error = refusal(() => lower(model, { dt: 0.001 }));
    expect([error.name, error.code]).toEqual(['ValidationError', 'undelayed-cycle']);
    const ways = ['one → two → three → one', 'two → three → one → two', 'three → one → two → three'];
    expect(ways.some(way => error.message.includes(`a cycle has no delay: ${way};`))).toBe(true);
  });

  it('through neurons name the ensemble once', async () => {
    const net = new Network();
    const e = net.ensemble(5, 1, { label: 'e', evalPointCount: 20 });
    net.connect(e, e, { label: 'loop', synapse: null });
    const model = await build(net);
    const { message } = refusal(() => lower(model, { dt: 0.001 }));
    expect(['e → loop → e;', 'loop → e → loop;'].some(way => message.includes(`no delay: ${way}`))).toBe(true);
  });

  it.each([
    ['a whole node', null, null],
    ['one element', [0], [0]],
    ['elements that go round', [0, 1], [1, 0]],
  ])('of one connection on %s are refused', async (_what, from, to) => {
    const net = new Network();
    const p = net.passthrough(3, { label: 'p' });
    net.connect(from ? p.at(...from) : p, to ? p.at(...to) : p, { label: 'self', synapse: null });
    const model = await build(net);
    expect(refusal(() => lower(model, { dt: 0.001 })).message).toContain('a cycle has no delay: self → self;');
  });

  it.each([
    ['a synapse', { synapse: lowpass(0) }],
    ['a delay', { synapse: null, delaySteps: 1 }],
  ])('with %s are fine', async (_what, options) => {
    const net = new Network();
    const p = net.passthrough(1);
    net.connect(p, p, options);
    expect(disorders(await lowered(net))).toEqual([]);
  });

  it('that are none element by element are fine', async () => {
    const net = new Network();
    const p = net.passthrough(4, { label: 'p' });
    net.connect(net.input(1, { label: 'x' }), p.at(0), { label: 'in', synapse: null });
    net.connect(p.at(2), p.at(3), { label: 'last', synapse: null });
    net.connect(p.at(0), p.at(1), { label: 'one', synapse: null, transform: 2 });
    net.connect(p.at(1), p.at(2), { label: 'two', synapse: null });
    const program = await lowered(net);
    expect(adds(program, 'p.in')).toEqual(['in', 'one', 'two', 'last']);
    expect(disorders(program)).toEqual([]);
  });
});

describe('connections', () => {
  it('combine decoders with a matrix or a factor, and keep other transforms apart', async () => {
    const net = new Network();
    const e = net.ensemble(6, 4, { label: 'e', evalPointCount: 20 });
    const p = net.passthrough(4, { label: 'p' });
    net.connect(e, p, { label: 'plain' });
    net.connect(e, p, {
      label: 'matrix',
      transform: dense({ shape: [4, 4], init: { type: 'uniform', low: -1, high: 1, integer: false } }),
    });
    net.connect(e, p, { label: 'factor', transform: scale([1, 2, 3, 4]) });
    net.connect(e, p, { label: 'conv', transform: convolution({ inputShape: [2, 2, 1], filters: 1, padding: 'same' }) });
    const program = await lowered(net);
    expect(['plain', 'matrix', 'factor', 'conv'].map(source => of(program, source))).toEqual(
      [
        ['matVec', 'filter', 'add'].sort(),
        ['matVec', 'filter', 'add'].sort(),
        ['matVec', 'filter', 'add'].sort(),
        ['matVec', 'convolve', 'filter', 'add'].sort(),
      ].map(kinds => expect.arrayContaining(kinds)),
    );
    const matrices = new Map(boundProgram(program).operators.flatMap(o => (o.kind === 'matVec' ? [[o.source, o.matrix] as const] : [])));
    const plain = matrices.get('plain') ?? new Float64Array(0);
    expect(matrices.get('factor')).toEqual(plain.map((w, i) => w * (1 + Math.floor(i / 6))));
  });

  it('deliver after one step with a synapse, and delaySteps later', async () => {
    const net = new Network();
    const x = net.input(2, { label: 'x' });
    const p = net.passthrough(2, { label: 'p' });
    net.connect(x, p, { label: 'now', synapse: null });
    net.connect(x, p, { label: 'next' });
    net.connect(x, p, { label: 'later', delaySteps: 3 });
    net.connect(x, p, { label: 'bare', synapse: null, delaySteps: 3 });
    const program = await lowered(net);
    const filters = new Map(program.operators.flatMap(o => (o.kind === 'filter' ? [[o.source, o] as const] : [])));
    expect([filters.has('now'), filters.get('next')?.delay, filters.get('later')?.delay, filters.get('bare')?.delay]).toEqual([
      false,
      0,
      3,
      2,
    ]);
    expect(program.signals.get(filters.get('later')?.ring?.values ?? '')?.size).toBe(6);
    expect(filters.get('bare')?.state).toBeNull();
  });

  it('to neurons carry their gain, to currents none', async () => {
    const net = new Network();
    const e = net.ensemble(3, 1, { label: 'e', gain: [1, 2, 3], bias: 0 });
    const x = net.input(2, { label: 'x' });
    net.connect(x, e.neurons.at(2, 1), { label: 'n', synapse: null });
    net.connect(x, e.current.at(2, 1), { label: 'c', synapse: null });
    const program = await lowered(net);
    const factors = boundProgram(program).operators.flatMap(o =>
      o.kind === 'add' && o.source !== 'e' ? [[o.source, o.factors, o.to] as const] : [],
    );
    expect(factors).toEqual([
      ['n', Float64Array.of(3, 2), Int32Array.of(2, 1)],
      ['c', null, Int32Array.of(2, 1)],
    ]);
  });

  it('start ensembles from their states and scale encoders by gain over radius', async () => {
    const net = new Network();
    net.ensemble(2, 1, {
      label: 'e',
      radius: 2,
      encoders: [[1], [-1]],
      gain: [4, 6],
      bias: [1, 2],
      initialState: { voltage: [0.25, 0.5] },
      neuronType: lif(),
    });
    const program = boundProgram(await lowered(net));
    expect(program.signals.get('e.voltage')?.initial).toEqual(Float64Array.of(0.25, 0.5));
    expect(program.operators.find(o => o.kind === 'matVec')).toMatchObject({ matrix: Float64Array.of(2, -3) });
    expect(program.operators.find(o => o.kind === 'assign')).toMatchObject({ values: Float64Array.of(1, 2) });
    expect([program.signals.get('e.output')?.sparse, program.signals.get('e.current')?.sparse]).toEqual([true, false]);
  });
});

describe('host functions', () => {
  const twice = (_t: number, x: Float64Array) => x.map(v => 2 * v);

  it('that a document has lost are asked for by name, and taken where they are handed in', async () => {
    const net = new Network();
    net.function(hostFunction('twice', '1', twice), 1, 1, { label: 'f' });
    const model = modelFromBytes(modelToBytes(await build(net)));
    const error = refusal(() => lower(model, { dt: 0.001 }));
    expect([error.code, error.object]).toEqual(['missing-function', 'f']);
    expect(error.message).toContain("host function 'twice' is not at hand");
    expect(refusal(() => lower(model, { dt: 0.001, functions: { other: twice } })).code).toBe('missing-function');
    const call = lower(model, { dt: 0.001, functions: { twice } }).operators.find(o => o.kind === 'call');
    expect(call?.kind === 'call' ? Array.from(call.function(0, Float64Array.of(4))) : null).toEqual([8]);
  });
});

describe('lower', () => {
  it.each([0, -0.001, Number.NaN, Number.POSITIVE_INFINITY])('refuses a step of %d', async dt => {
    const net = new Network();
    net.input(1);
    const model = await build(net);
    expect(refusal(() => lower(model, { dt })).message).toContain(`dt must be a time in seconds > 0, but ${dt} was given`);
  });

  it('checks the model first', async () => {
    const net = new Network();
    net.input(1, { label: 'x' });
    const model = await build(net);
    expect(refusal(() => lower({ ...model, nodes: [...model.nodes, ...model.nodes] }, { dt: 1 })).message).toContain('used twice');
  });

  it('gives a program whose operators fit their signals, and one that does not is refused', async () => {
    const program = await lowered(everything());
    expect(checkProgram(program)).toBeUndefined();
    const fill = program.operators.find(o => o.kind === 'fill');
    const assign = program.operators.find(o => o.kind === 'assign');
    const product = program.operators.find(o => o.kind === 'matVec');
    const neurons = program.operators.find(o => o.kind === 'neurons');
    const add = program.operators.find(o => o.kind === 'add');
    if (fill?.kind !== 'fill' || assign?.kind !== 'assign' || product?.kind !== 'matVec') throw new Error('operators are lost');
    if (neurons?.kind !== 'neurons' || add?.kind !== 'add') throw new Error('operators are lost');
    const broken: readonly Operator[] = [
      { ...fill, out: 'nowhere' },
      { ...assign, values: constantParameter(0, 1) },
      { ...product, matrix: constantParameter(0, 1) },
      { ...neurons, size: neurons.size + 1 },
      { ...add, from: Int32Array.of(0), to: Int32Array.of(0, 0) },
      { ...add, from: null, to: null, factors: constantParameter(0, 1000) },
      { ...product, rows: 1, matrix: constantParameter(0, product.columns) },
      { kind: 'gather', source: 'x', in: 'x.out', out: 'x.out', indices: Int32Array.of(4, 0, 0, 0), factors: null },
    ];
    for (const operator of broken) expect(refusal(() => checkProgram({ ...program, operators: [operator] })).code).toBe('invalid-program');
    const ragged: Operator = {
      kind: 'table',
      source: 'x',
      out: 'x.out',
      values: constantParameter(0, 9),
      rows: 2,
      each: null,
      repeats: false,
    };
    expect(refusal(() => checkProgram({ ...program, operators: [ragged] })).message).toBe(
      'program: operator table of x of 2 rows has 9 values for a signal of 4',
    );
  });

  it('prints one line for each operator', async () => {
    const program = await lowered(everything());
    expect(printProgram(program).split('\n')).toHaveLength(program.operators.length);
  });
});
