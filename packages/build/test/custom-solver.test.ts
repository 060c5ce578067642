import { build, buildReported, type DecoderStore, printBuildReport, resolve, rmses } from '@rheobase/build';
import {
  type CustomSolver,
  defineSolver,
  leastSquaresL2,
  Network,
  networkFromJSON,
  networkToJSON,
  nonNegative,
  type SolverProblem,
  ValidationError,
} from '@rheobase/core';
import { hashModel, type Model, modelFromBytes, modelToBytes, tensorOf } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

/** Decoders in proportion to the correlation of activities and targets: linear in the targets. */
function correlate({ activities, targets, points, neurons, size }: SolverProblem, gain: number): Float64Array {
  const decoders = new Float64Array(neurons * size);
  for (let p = 0; p < points; p++) {
    for (let i = 0; i < neurons; i++) {
      for (let k = 0; k < size; k++) {
        const at = i * size + k;
        const product = (activities[p * neurons + i] ?? 0) * (targets[p * size + k] ?? 0);
        decoders[at] = (decoders[at] ?? 0) + (gain * product) / points;
      }
    }
  }
  return decoders;
}

const correlation = defineSolver({
  name: 'correlation',
  version: '1',
  parameters: { gain: 1e-3 },
  compositional: true,
  solve: problem => correlate(problem, problem.parameters.gain),
});

function network(solver: CustomSolver): Network {
  const net = new Network({ seed: 3 });
  const a = net.ensemble(12, 2, { label: 'a', evalPointCount: 40 });
  const b = net.ensemble(7, 2, { label: 'b', evalPointCount: 40 });
  net.connect(a, b, { label: 'c', solver });
  net.probe(b, { label: 'p', solver: leastSquaresL2() });
  return net;
}

/** The error with which a build is refused. */
async function rejection(made: Promise<unknown>): Promise<ReturnType<typeof refusal>> {
  const failed: unknown = await made.then(
    () => null,
    error => error,
  );
  return refusal(() => {
    if (failed !== null) throw failed;
  });
}

/** The weights of the connection, (neurons or values out, neurons in). */
const weightsOf = (model: Model) => tensorOf(model, model.connections[0]?.decoders ?? '');

describe('a solver of the user', () => {
  it('solves the decoders of a connection from copies of activities and targets', async () => {
    const seen: SolverProblem[] = [];
    const own = defineSolver({
      name: 'own',
      version: '1',
      solve: problem => {
        seen.push({ ...problem, activities: problem.activities.slice(), targets: problem.targets.slice() });
        const decoders = correlate(problem, 1e-3);
        problem.activities.fill(Number.NaN);
        problem.targets.fill(Number.NaN);
        return Array.from(decoders);
      },
    });
    const model = await build(network(own()));
    const [problem] = seen;
    expect(problem).toMatchObject({ points: 40, neurons: 12, size: 2, parameters: {} });
    expect(weightsOf(model).shape).toEqual([2, 12]);
    expect(Array.from(weightsOf(model).data)).toEqual(Array.from(weightsOf(await build(network(correlation()))).data));
    expect(rmses(model, 'c').every(Number.isFinite)).toBe(true);
  });

  it('follows its parameters', async () => {
    const [one, two] = await Promise.all([build(network(correlation())), build(network(correlation({ gain: 2e-3 })))]);
    expect(Array.from(weightsOf(two).data)).toEqual(Array.from(weightsOf(one).data, x => 2 * x));
  });

  it('gives weights between neurons by decoders and encoders if it is compositional, else in neuron space', async () => {
    const whole = defineSolver({ name: 'whole', version: '1', weights: true, solve: problem => correlate(problem, 1e-3) });
    const parts = await build(network(correlation({}, { weights: true })));
    const model = await build(network(whole()));
    expect([parts.connections[0]?.post.port, weightsOf(parts).shape]).toEqual(['encoded', [2, 12]]);
    expect([model.connections[0]?.post.port, weightsOf(model).shape]).toEqual(['current', [7, 12]]);
  });

  it('draws from the seed of its connection, the same in each build', async () => {
    const noisy = defineSolver({
      name: 'noisy',
      version: '1',
      solve: ({ neurons, size, random }) => Float64Array.from({ length: neurons * size }, () => random.normal()),
    });
    const [one, two] = await Promise.all([build(network(noisy())), build(network(noisy()))]);
    expect(hashModel(one)).toBe(hashModel(two));
    expect(new Set(weightsOf(one).data).size).toBe(24);
  });

  it('reports what it says of its decoders', async () => {
    const told = defineSolver({
      name: 'told',
      version: '1',
      solve: problem => ({ decoders: correlate(problem, 1e-3), info: { rounds: 4 } }),
    });
    const { report } = await buildReported(network(told()));
    expect(report.solved).toEqual([{ path: 'c', info: { rounds: 4 } }]);
    expect(printBuildReport(report)).toContain('c: rounds 4');
  });

  it('is found again by name and version in documents, in stored models, and by resolve', async () => {
    const model = await build(network(correlation()));
    const document = networkToJSON(network(correlation()));
    expect(JSON.stringify(document)).not.toContain('implementation');
    const { definition } = correlation;
    const read = networkFromJSON(document, { definitions: [definition] });
    expect(hashModel(await build(read))).toBe(hashModel(model));
    const bare = networkFromJSON(document);
    expect(hashModel(await build(bare, { definitions: [definition] }))).toBe(hashModel(model));
    const missing = await rejection(build(bare));
    expect([missing.name, missing.code, missing.object]).toEqual(['ValidationError', 'missing-definition', 'c']);

    const stored = modelFromBytes(modelToBytes(model));
    expect(hashModel(resolve(stored, { definitions: [definition] }))).toBe(hashModel(model));
    expect(refusal(() => resolve(stored)).code).toBe('missing-definition');
    expect(refusal(() => resolve(stored, { definitions: [{ ...definition, version: '2' }] })).message).toContain('of version 2');
  });

  it('is known to caches by name, version and parameters', async () => {
    const kept = new Map<string, Uint8Array>();
    const store: DecoderStore = { read: key => kept.get(key) ?? null, write: (key, bytes) => void kept.set(key, bytes) };
    const hits = async (solver: CustomSolver) => (await buildReported(network(solver), { cache: store })).report.cache.hits;
    expect(await hits(correlation())).toBe(0);
    expect(await hits(correlation())).toBe(2);
    expect(await hits(correlation({ gain: 2 }))).toBe(1);
    const later = defineSolver({ name: 'correlation', version: '2', compositional: true, solve: problem => correlate(problem, 2) });
    expect(await hits(later())).toBe(1);
  });

  it('gives any finite decoders as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 24, maxLength: 24 }), async values => {
        const own = defineSolver({ name: 'own', version: '1', solve: () => values });
        const decoders = weightsOf(await build(network(own()))).data;
        expect(values.map((_x, at) => decoders[(at % 2) * 12 + Math.floor(at / 2)])).toEqual(values);
      }),
      { numRuns: 10 },
    );
  });

  it.each<[string, () => unknown]>([
    ['returned 3 numbers', () => [1, 2, 3]],
    ['returned undefined', () => undefined],
    ['returned 7', () => 7],
    ['returned an object without decoders', () => ({ weights: [] })],
    ['returned NaN at 5', () => Array.from({ length: 24 }, (_, i) => (i === 5 ? Number.NaN : 0))],
    ['returned 1 at 0', () => Array.from({ length: 24 }, (_, i) => (i === 0 ? '1' : 0))],
    [
      "threw 'no luck'",
      () => {
        throw new Error('no luck');
      },
    ],
  ])('is refused by connection and solver if it %s', async (what, solve) => {
    const made: unknown = Reflect.apply(defineSolver, undefined, [{ name: 'own', version: '1', solve }]);
    if (typeof made !== 'function') throw new RangeError('no maker');
    const error = await rejection(build(network(made())));
    expect(error).toBeInstanceOf(ValidationError);
    expect([error.code, error.object]).toEqual(['invalid-decoders', 'c']);
    expect(error.message).toContain(`c: solver 'own' ${what}`);
    expect(error.message).toContain('12 x 2 finite numbers');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['without a name', { name: '', version: '1', solve: () => [] }, 'invalid-definition'],
    ['without a function', { name: 'a', version: '1' }, 'invalid-definition'],
    ['with an unknown option', { name: 'a', version: '1', solve: () => [], linear: true }, 'unknown-option'],
  ])('is refused %s', (_what, options, code) => {
    expect(refusal(() => Reflect.apply(defineSolver, undefined, [options])).code).toBe(code);
  });

  it('refuses parameters and options that it does not have, and takes no part in what needs a linear solver', () => {
    expect(refusal(() => Reflect.apply(correlation, undefined, [{ loss: 1 }])).code).toBe('unknown-parameter');
    expect(refusal(() => correlation({ gain: Number.NaN })).code).toBe('invalid-parameter');
    expect(refusal(() => Reflect.apply(correlation, undefined, [{}, { full: true }])).code).toBe('unknown-option');
    expect(correlation().weights || nonNegative().weights).toBe(false);
  });
});
