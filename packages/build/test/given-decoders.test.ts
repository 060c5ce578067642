import { build, evalPointDecoding, resolve, rmses, strip } from '@rheobase/build';
import { dense, Fields, givenDecoders, leastSquaresL2, Network, type SolverRecord, tensor } from '@rheobase/core';
import { connectionAt, float64Of, hashModel, modelFromBytes, modelToBytes, tensorOf, withTensors } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { readOrigin } from '../../model/src/store/read-records.js';

const made = async (solvers: readonly SolverRecord[]) => {
  const net = new Network({ seed: 2 });
  const a = net.ensemble(30, 1, { label: 'a', seed: 4, evalPointCount: 80 });
  for (const [i, solver] of solvers.entries()) net.connect(a, net.passthrough(1), { label: `c${i}`, solver, seed: 1 });
  net.probe(a, { label: 'p' });
  return build(net);
};

describe('given decoders', () => {
  it('are kept, stored, hashed, and left as they are where others are solved again', async () => {
    const values = tensor(
      [30, 1],
      Float64Array.from({ length: 30 }, (_, i) => i / 10),
    );
    const model = await made([givenDecoders(values), givenDecoders(), givenDecoders(values)]);
    expect(Array.from(float64Of(model, 'c0.decoders'))).toEqual(Array.from(values.data));
    expect(float64Of(model, 'c1.decoders')).toEqual(new Float64Array(30));
    for (const i of [0, 1, 2])
      expect(connectionAt(model, `c${i}`).solve).toEqual({
        evalPoints: null,
        targets: null,
        solver: { type: 'givenDecoders', weights: false },
      });
    expect(Array.from(model.tensors.keys()).filter(id => id.startsWith('c'))).toEqual(['c0.decoders', 'c1.decoders', 'c2.decoders']);
    const back = modelFromBytes(modelToBytes(model));
    expect(hashModel(back)).toBe(hashModel(model));
    const edited = withTensors(back, [['c1.decoders', tensor([1, 30], values.data)]]);
    for (const i of [0, 1, 2]) expect(float64Of(resolve(edited), `c${i}.decoders`)).toEqual(float64Of(edited, `c${i}.decoders`));
    await expect(made([givenDecoders([[1], [2]])])).rejects.toMatchObject({ code: 'size-mismatch', object: 'c0' });
  });

  it('draw no points and call no function, and nothing of them is stripped', async () => {
    const net = new Network({ seed: 2 });
    const a = net.ensemble(30, 2, { label: 'a', evalPoints: [[1, 2, 3]] });
    const called = () => {
      throw new Error('called');
    };
    const values = tensor([30, 3], new Float64Array(90).fill(0.5));
    net.connect(a, net.passthrough(3), { label: 'values', solver: givenDecoders(values), function: called, evalPoints: [[1, 2, 3]] });
    net.connect(a, net.passthrough(4), { label: 'zeros', solver: givenDecoders(), function: called, transform: 2 });
    net.connect(a.at(1), net.passthrough(1), { label: 'led', solver: givenDecoders(), function: called, transform: dense([[1, 2]]) });
    net.connect(a, net.ensemble(5, 3, { label: 'b' }), {
      label: 'full',
      solver: givenDecoders(values, { weights: true }),
      function: called,
    });
    net.probe(a.at(0), { label: 'probe', solver: givenDecoders() });
    const model = await build(net);
    const shapes = ['values', 'zeros', 'led', 'full', 'probe'].map(path => tensorOf(model, `${path}.decoders`).shape);
    expect(shapes).toEqual([
      [3, 30],
      [4, 30],
      [2, 30],
      [3, 30],
      [1, 30],
    ]);
    expect(Array.from(model.tensors.keys()).filter(id => id.endsWith('.evalPoints') || id.endsWith('.targets'))).toEqual([]);
    expect(strip(model).tensors.size).toBe(model.tensors.size);
    expect(hashModel(resolve(model))).toBe(hashModel(model));
    expect(refusal(() => resolve(strip(model))).code).toBe('stripped');
    expect(refusal(() => rmses(model, 'values')).message).toContain('they were given');
    expect(refusal(() => evalPointDecoding(model, 'probe')).message).toContain('its decoders were given');
  });

  it('of a wrong shape are refused before a network is built, with the shape that is needed', () => {
    const net = new Network();
    const a = net.ensemble(4, 2, { label: 'a' });
    const ofShape = (rows: number, columns: number) => givenDecoders(tensor([rows, columns], new Float64Array(rows * columns)));
    const cases = [
      () => net.connect(a, net.passthrough(2), { label: 'c', solver: ofShape(3, 2) }),
      () => net.connect(a, net.passthrough(2), { label: 'c', solver: ofShape(4, 1) }),
      () => net.connect(a.at(0), net.passthrough(1), { label: 'c', solver: ofShape(4, 2) }),
      () => net.connect(a, net.passthrough(2), { label: 'c', function: x => x, solver: ofShape(4, 3) }),
      () => net.connect(a, net.passthrough(2), { label: 'c', targets: [[1, 2]], evalPoints: [[1, 2]], solver: ofShape(4, 1) }),
      () => net.probe(a, { label: 'c', solver: ofShape(4, 1) }),
      () => net.probe(a.at(1), { label: 'c', solver: ofShape(4, 2) }),
    ];
    for (const make of cases) expect(refusal(make)).toMatchObject({ name: 'ValidationError', code: 'size-mismatch' });
    expect(refusal(cases[0] ?? (() => undefined)).message).toContain('need [4, 2]');
  });

  it('that an older document holds with points and targets are read as given', async () => {
    const model = await made([leastSquaresL2()]);
    const old = JSON.parse(JSON.stringify(connectionAt(model, 'c0').solve));
    const at = new Fields({ solve: { ...old, solver: { type: 'givenDecoders', values: null, weights: false } } }, 'old');
    expect(readOrigin(at)).toEqual({ evalPoints: null, targets: null, solver: { type: 'givenDecoders', weights: false } });
    expect(readOrigin(new Fields({ solve: old }, 'new'))).toEqual(connectionAt(model, 'c0').solve);
  });

  it.each(['float32', 'float64'] as const)('of %s are read once, for all that decode with them', async dtype => {
    const numbers = Array.from({ length: 30 }, (_, i) => i / 8);
    const values = tensor([30, 1], dtype === 'float32' ? new Float32Array(numbers) : new Float64Array(numbers));
    const model = await made([givenDecoders(values), givenDecoders(values)]);
    expect(Array.from(tensorOf(model, 'c0.decoders').data)).toEqual(numbers);
    expect(tensorOf(model, 'c1.decoders').data).toBe(tensorOf(model, 'c0.decoders').data);
  });
});
