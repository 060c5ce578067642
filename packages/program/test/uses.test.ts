import { build } from '@rheobase/build';
import { lif, lowpass, Network, pes, softmax, ValidationError } from '@rheobase/core';
import {
  accessOf,
  changes,
  checkProgram,
  costOf,
  dropUnread,
  lower,
  mentions,
  type Program,
  plainKernels,
  signalsOf,
  standardPasses,
  usesOf,
} from '@rheobase/program';
import { describe, expect, it } from 'vitest';

async function mixed(): Promise<Program> {
  const net = new Network({ seed: 1 });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(20, 2, { label: 'a', neuronType: lif() });
  const b = net.ensemble(15, 2, { label: 'b', neuronType: lif() });
  const top = net.node(softmax(2), { label: 'top' });
  net.connect(input, a);
  const learned = net.connect(a, b, { synapse: lowpass(0.01), learningRule: pes() });
  net.connect(b, learned.rule());
  net.connect(b, top, { synapse: null });
  net.probe(top, { label: 'p', synapse: lowpass(0.02) });
  return lower(await build(net), { dt: 0.001 });
}

describe('usesOf', () => {
  it('lists for each signal what accessOf says of each operator, in order', async () => {
    const program = await mixed();
    const uses = usesOf(program);
    for (const id of program.signals.keys()) {
      const of = (way: 'sets' | 'adds' | 'reads' | 'updates') =>
        program.operators.flatMap((operator, at) =>
          accessOf(operator)[way].flatMap(place => (place.signal === id ? [{ operator: at, elements: place.elements }] : [])),
        );
      const { writers, readers, others, ...found } = uses.of(id);
      const keeps = program.operators.flatMap((operator, at) =>
        accessOf(operator).keeps.flatMap(kept => (kept === id ? [{ operator: at, elements: null }] : [])),
      );
      expect(found, id).toEqual({ sets: of('sets'), adds: of('adds'), reads: of('reads'), updates: of('updates'), keeps });
      const at = (holds: (index: number) => boolean) => Array.from(program.operators.keys()).filter(holds);
      const operatorAt = (index: number) => program.operators[index] ?? expect.fail();
      expect(writers, id).toEqual(at(index => changes(operatorAt(index)).has(id)));
      const reading = at(index => mentions(operatorAt(index)).has(id) && !writers.includes(index));
      expect(
        [...readers, ...others].sort((x, y) => x - y),
        id,
      ).toEqual(reading);
      for (const index of readers) expect(operatorAt(index)).toMatchObject({ in: id });
    }
  });

  it('is made once for a program, and again for what a pass makes of it', async () => {
    const program = await mixed();
    expect(usesOf(program)).toBe(usesOf(program));
    expect(usesOf(dropUnread.apply(program))).not.toBe(usesOf(program));
  });

  it('has nobody for a signal that no operator uses', async () => {
    expect(usesOf(await mixed()).of('nowhere')).toMatchObject({ writers: [], readers: [], others: [], sets: [], keeps: [] });
  });
});

describe('costOf', () => {
  it('counts the multiplications of a product, a twentieth of them for spikes, and the bytes that it moves', () => {
    const product = { kind: 'matVec', source: 's', in: 'x', out: 'y', matrix: new Float64Array(600), rows: 20, columns: 30 } as const;
    const sizes = (sparse: boolean) => ({ size: (id: string) => (id === 'x' ? 30 : 20), sparse: (id: string) => sparse && id === 'x' });
    expect(costOf(product, sizes(false))).toEqual({ operations: 600, bytes: 8 * (600 + 30 + 20) });
    expect(costOf(product, sizes(true)).operations).toBeCloseTo(30, 10);
  });

  it('counts elements, states and lists', () => {
    const sizes = { size: (id: string) => (id === 'state' ? 12 : 4), sparse: () => false };
    const add = { kind: 'add', source: 's', in: 'x', out: 'y', from: Int32Array.of(1, 2), to: Int32Array.of(0, 3), factors: null } as const;
    expect(costOf(add, sizes)).toEqual({ operations: 2, bytes: 8 * (2 + 2) + 4 * 4 });
    const filter = { form: 'system', order: 3, a: new Float64Array(9), b: new Float64Array(3), c: new Float64Array(3), d: 0 } as const;
    const step = { kind: 'filter', source: 's', when: 'now', in: 'x', out: 'y', filter, state: 'state', delay: 0, ring: null } as const;
    expect(costOf(step, sizes)).toEqual({ operations: 4 * 10, bytes: 8 * (4 + 4 + 12 + 15) });
  });

  it('is finite for every operator of a network, and more than nothing', async () => {
    const program = await mixed();
    for (const operator of program.operators) {
      const { operations, bytes } = costOf(operator, signalsOf(program));
      expect(operations, operator.kind).toBeGreaterThan(0);
      expect(bytes, operator.kind).toBeGreaterThan(0);
    }
  });
});

describe('checkProgram', () => {
  it('rejects an operator of an unknown kind with the kinds', async () => {
    const program = await mixed();
    const [first] = program.operators;
    const unknown: Program = JSON.parse(JSON.stringify({ ...program, operators: [{ ...first, kind: 'median', source: 'top' }] }));
    const check = () => checkProgram({ ...program, operators: unknown.operators });
    expect(check).toThrow(ValidationError);
    expect(check).toThrow(
      `program: top has an operator of the unknown kind 'median'; the kinds are ${Object.keys(plainKernels).join(', ')}`,
    );
  });

  it('accepts what every pass gives', async () => {
    let program = await mixed();
    for (const pass of standardPasses) {
      program = pass.apply(program);
      expect(checkProgram(program)).toBeUndefined();
    }
  });
});
