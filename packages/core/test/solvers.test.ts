import {
  blockConjugateGradient,
  conjugateGradient,
  givenDecoders,
  isCompositional,
  leastSquares,
  leastSquaresDrop,
  leastSquaresL1,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
  lsmr,
  Network,
  networkFromJSON,
  networkToJSON,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
  randomizedSvd,
  relativeConjugateGradient,
  type SolverRecord,
  tensor,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const all: readonly SolverRecord[] = [
  leastSquares(),
  leastSquaresL2(),
  leastSquaresL2nz(),
  leastSquaresNoise(),
  leastSquaresMultNoise(),
  leastSquaresL1(),
  leastSquaresDrop(),
  nonNegative(),
  nonNegativeL2(),
  nonNegativeL2nz(),
  givenDecoders(),
];

describe('solvers', () => {
  it('have the defaults of the framework they are named after', () => {
    expect(all).toMatchObject([
      { rcond: 0.01 },
      { reg: 0.1, solver: { type: 'cholesky' } },
      { reg: 0.1 },
      { noise: 0.1 },
      { noise: 0.1 },
      { l1: 1e-4, l2: 1e-6, maxIterations: 1000 },
      { drop: 0.25, solver1: { type: 'leastSquaresL2', reg: 0.001 }, solver2: { type: 'leastSquaresL2', reg: 0.1 } },
      {},
      { reg: 0.1 },
      { reg: 0.1 },
      { values: null },
    ]);
    expect(all.every(solver => !solver.weights && Object.isFrozen(solver))).toBe(true);
    expect([conjugateGradient().tol, blockConjugateGradient().tol, lsmr().tol, relativeConjugateGradient()]).toMatchObject([
      1e-2,
      1e-2,
      1e-4,
      { tol: 1e-4, atol: 1e-8 },
    ]);
    expect(randomizedSvd()).toMatchObject({ components: 60, oversamples: 10, powerIterations: 0 });
  });

  it('are compositional where decoders are linear in their targets', () => {
    expect(all.filter(solver => !isCompositional(solver)).map(({ type }) => type)).toEqual([
      'leastSquaresL1',
      'leastSquaresDrop',
      'nonNegative',
      'nonNegativeL2',
      'nonNegativeL2nz',
    ]);
  });

  it.each<[string, () => unknown]>([
    ['leastSquares: rcond', () => leastSquares({ rcond: 1 })],
    ['leastSquaresL2: reg', () => leastSquaresL2({ reg: 0 })],
    ['leastSquaresL2nz: reg', () => leastSquaresL2nz({ reg: Number.POSITIVE_INFINITY })],
    ['leastSquaresNoise: noise', () => leastSquaresNoise({ noise: -0.1 })],
    ['leastSquaresMultNoise: noise', () => leastSquaresMultNoise({ noise: Number.NaN })],
    ['leastSquaresL1: l1', () => leastSquaresL1({ l1: -1 })],
    ['leastSquaresL1: maxIterations', () => leastSquaresL1({ maxIterations: 0 })],
    ['leastSquaresDrop: drop', () => leastSquaresDrop({ drop: 1 })],
    ['nonNegativeL2: reg', () => nonNegativeL2({ reg: 0 })],
    ['nonNegativeL2nz: reg', () => nonNegativeL2nz({ reg: 0 })],
    ['nonNegative: weights', () => nonNegative({ weights: JSON.parse('"yes"') })],
    ['conjugateGradient: tol', () => conjugateGradient({ tol: 0 })],
    ['conjugateGradient: maxIterations', () => conjugateGradient({ maxIterations: 0.5 })],
    ['relativeConjugateGradient: atol', () => relativeConjugateGradient({ atol: -1 })],
    ['lsmr: tol', () => lsmr({ tol: -1 })],
    ['randomizedSvd: components', () => randomizedSvd({ components: 0 })],
    ['givenDecoders: values', () => givenDecoders([1, 2])],
    ['givenDecoders: values', () => givenDecoders([[1, Number.NaN]])],
  ])('refuse bad values, naming them: %s', (start, make) => {
    const error = refusal(make);
    expect([error.name, error.code]).toEqual(['ValidationError', 'invalid-parameter']);
    expect(error.message.startsWith(`${start} must be `)).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['leastSquaresDrop: solver1', () => leastSquaresDrop({ solver1: JSON.parse('{"type": "nonNegative", "weights": false}') })],
    ['leastSquaresL2: solver', () => leastSquaresL2({ solver: JSON.parse('{"type": "qr"}') })],
    ['leastSquaresL2: solver', () => leastSquaresL2({ solver: JSON.parse('"svd"') })],
  ])('refuse what is no solver, naming where it was given: %s', (start, make) => {
    const error = refusal(make);
    expect([error.name, error.code]).toEqual(['ValidationError', 'invalid-record']);
    expect(error.message.startsWith(`${start} must be a record such as `)).toBe(true);
  });

  it('that are none are refused by connections and probes', () => {
    const net = new Network();
    const a = net.ensemble(10, 1, { label: 'a' });
    const none = JSON.parse('{"type": "magic", "weights": false}');
    expect(refusal(() => net.connect(a, net.passthrough(1), { label: 'c', solver: none })).message).toContain("type 'magic'");
    expect(refusal(() => net.probe(a, { label: 'p', solver: none })).object).toBe('probe p: solver');
  });

  it('keep given decoders as one tensor through documents, and refuse those that are not a matrix there', () => {
    const net = new Network();
    const a = net.ensemble(2, 1, { label: 'a' });
    const solver = givenDecoders(tensor([2, 1], [1, -2]));
    net.connect(a, net.passthrough(1), { label: 'c', solver });
    net.probe(a, { label: 'p', solver });
    const document = JSON.parse(JSON.stringify(networkToJSON(net)));
    const back = networkFromJSON(document);
    const [one, other] = [back.connections[0]?.solver, back.probes[0]?.solver];
    expect(one).toEqual(solver);
    expect(one?.type === 'givenDecoders' && other?.type === 'givenDecoders' && one.values === other.values).toBe(true);
    document.tensors.t0.shape = [2];
    expect(refusal(() => networkFromJSON(document)).name).toBe('ImportError');
  });
});
