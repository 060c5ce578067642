import { build } from '@rheobase/build';
import { dense, lowpass, Network, pes, pooling, relu, tensor } from '@rheobase/core';
import {
  biasColumn,
  boundProgram,
  checkProgram,
  dropUnread,
  type LowerOptions,
  lower,
  type Pass,
  type Program,
  printProgram,
  repeatedProducts,
  shareEqual,
} from '@rheobase/program';
import { describe, expect, it } from 'vitest';

const cells = { neuronType: relu(), gain: 1, bias: [0.5, 1, 2], evalPointCount: 9 };

async function lowered(net: Network, passes: readonly Pass[], options: Partial<LowerOptions> = {}): Promise<Program> {
  const program = lower(await build(net), { dt: 0.001, passes, ...options });
  checkProgram(program);
  return program;
}

const kinds = ({ operators }: Program): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { kind } of operators) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

const sources = ({ operators }: Program): readonly string[] => [...new Set(operators.map(({ source }) => source))];

describe('dropUnread', () => {
  it('drops an ensemble that reaches no probe, with its connections and states', async () => {
    const net = new Network();
    const input = net.input(1, { label: 'in' });
    const seen = net.ensemble(3, 1, { label: 'seen', ...cells });
    net.connect(input, seen);
    net.connect(input, net.ensemble(3, 1, { label: 'unseen', ...cells }));
    net.probe(seen, { label: 'probe' });
    const program = await lowered(net, [dropUnread]);
    expect(sources(program)).toEqual(['seen', 'in->seen', 'probe']);
    expect(Array.from(program.signals.keys()).filter(id => id.includes('unseen'))).toEqual([]);
  });

  it('keeps functions of the user, which may have effects, and what leads to them', async () => {
    const net = new Network();
    const cell = net.ensemble(3, 1, { label: 'cell', ...cells });
    net.connect(
      cell,
      net.function(x => [x], 1, 1, { label: 'sink' }),
      { label: 'link' },
    );
    expect(sources(await lowered(net, [dropUnread]))).toEqual(expect.arrayContaining(['cell', 'link', 'sink']));
  });

  it('keeps what is learned, inputs that no one reads, and states that are probed', async () => {
    const net = new Network();
    const [a, b] = [net.ensemble(3, 1, { label: 'a', ...cells }), net.ensemble(3, 1, { label: 'b' })];
    net.input(2, { label: 'idle' });
    net.probe(b.neurons, { label: 'probe', attribute: 'voltage' });
    net.connect(a, net.passthrough(1, { label: 'end' }), { label: 'learns', learningRule: pes() });
    const program = await lowered(net, [dropUnread]);
    expect(program.inputs.get('idle')).toBe('idle.out');
    expect(program.signals.has('idle.out')).toBe(true);
    expect(program.learned.map(({ signal }) => program.signals.has(signal))).toEqual([true]);
    expect(kinds(program)).toMatchObject({ learn: 1, neurons: 2 });
    expect(sources(program)).not.toContain('end');
  });
});

describe('shareEqual', () => {
  it('filters a source once for all that get it by equal synapses', async () => {
    const net = new Network();
    const input = net.input(1, { label: 'in' });
    for (const [label, tau] of [
      ['a', 0.005],
      ['b', 0.005],
      ['c', 0.01],
    ] as const) {
      const end = net.passthrough(1, { label });
      net.connect(input, end, { synapse: lowpass(tau) });
      net.probe(end);
    }
    expect(kinds(await lowered(net, [])).filter).toBe(3);
    expect(kinds(await lowered(net, [shareEqual])).filter).toBe(2);
  });

  it('leaves apart filters between which one of them is read', async () => {
    // A probe of what a connection delivers next reads it after the connection has filtered and before the other probe does.
    const net = new Network();
    const input = net.input(1, { label: 'in' });
    const connection = net.connect(input, net.passthrough(1, { label: 'end' }), { synapse: lowpass(0.005) });
    net.probe(connection, { label: 'next' });
    net.probe(input, { label: 'filtered', synapse: lowpass(0.005) });
    expect(kinds(await lowered(net, [])).filter).toBe(2);
    expect(kinds(await lowered(net, [shareEqual])).filter).toBe(2);
  });

  it('shares what becomes equal only once its inputs are shared', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    // One tensor, so that no edit can tell the two apart
    const weights = tensor([1, 2], [2, 3]);
    for (const label of ['a', 'b']) {
      const end = net.passthrough(1, { label });
      net.connect(input.at(1, 0), end, { transform: dense(weights), synapse: lowpass(0.005) });
      net.probe(end);
    }
    expect(kinds(await lowered(net, []))).toMatchObject({ gather: 4, matVec: 2, filter: 2 });
    expect(kinds(await lowered(net, [shareEqual]))).toMatchObject({ gather: 3, matVec: 1, filter: 1 });
  });
});

describe('shareEqual and tensors', () => {
  it('leaves tensors apart that are only equal, and shares equal constants', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    for (const label of ['a', 'b']) {
      const end = net.passthrough(1, { label });
      net.connect(input, end, { transform: dense([[2, 3]]), synapse: null });
      net.probe(end);
    }
    const program = await lowered(net, [shareEqual]);
    expect(kinds(program)).toMatchObject({ matVec: 2 });
    // A pass may still make copies of them as long as their values are equal
    expect(Array.from(repeatedProducts(program).values(), earlier => earlier.map(({ source }) => source))).toEqual([['in->a']]);
    const pooled = new Network();
    const source = pooled.input(4, { label: 'in' });
    for (const label of ['a', 'b']) {
      const end = pooled.passthrough(2, { label });
      pooled.connect(source, end, { transform: pooling({ inputShape: [4, 1], poolSize: 2 }), synapse: null });
      pooled.probe(end);
    }
    expect(kinds(await lowered(pooled, []))).toMatchObject({ sparseMatVec: 2 });
    expect(kinds(await lowered(pooled, [shareEqual]))).toMatchObject({ sparseMatVec: 1 });
  });
});

describe('biasColumn', () => {
  it('makes the bias the last column of the encoders', async () => {
    const net = new Network();
    const cell = net.ensemble(3, 2, { label: 'cell', ...cells });
    net.connect(net.input(2, { label: 'in' }), cell, { synapse: null });
    net.probe(cell.neurons);
    net.probe(cell, { attribute: 'input' });
    const program = await lowered(net, [biasColumn]);
    expect(kinds(await lowered(net, []))).toMatchObject({ assign: 1, fill: 1, matVec: 1, add: 2 });
    expect(kinds(program)).toMatchObject({ assign: 1, matVec: 1, add: 1 });
    expect(kinds(program).fill).toBeUndefined();
    const product = boundProgram(program).operators.find(({ kind }) => kind === 'matVec');
    const columns = product?.kind === 'matVec' ? product.matrix.filter((_, at) => at % 3 === 2) : null;
    expect(columns).toEqual(Float64Array.of(0.5, 1, 2));
    expect(program.signals.get('cell.input')?.size).toBe(3);
  });

  it('leaves encoders that learn', async () => {
    const net = new Network();
    const cell = net.ensemble(3, 1, { label: 'cell', ...cells });
    net.probe(cell, { attribute: 'scaledEncoders' });
    net.connect(net.input(1), cell, { learningRule: { type: 'voja', learningRate: 0.1, postSynapse: null } });
    expect(kinds(await lowered(net, [biasColumn]))).toEqual(kinds(await lowered(net, [])));
  });
});

describe('passes', () => {
  it('can be watched one by one, and switched off', async () => {
    const net = new Network();
    net.ensemble(3, 1, { label: 'unread', ...cells });
    net.probe(net.input(1, { label: 'in' }), { label: 'probe' });
    const seen = new Map<string, string>();
    const program = await lowered(net, [shareEqual, dropUnread], { observe: (pass, made) => void seen.set(pass, printProgram(made)) });
    expect(Array.from(seen.keys())).toEqual(['lower', 'shareEqual', 'dropUnread']);
    expect(seen.get('dropUnread')).toBe(printProgram(program));
    expect(printProgram(program)).toBe('gather       =probe.sample  in.out');
    expect(seen.get('lower')).toContain('unread.current');
    expect(sources(await lowered(net, []))).toContain('unread');
  });
});
