import { describe, expect, it } from 'vitest';
import * as core from '../src/index.js';

const { Network, ValidationError, lif, lowpass, leastSquaresL2, uniform, whiteNoise } = core;

/** A record as a program without types may write it: spread, with other fields. */
const spread = <T extends object>(record: T, fields: object): T => ({ ...record, ...fields });
/** A record without some of its fields. */
const without = (record: object, ...names: readonly string[]) =>
  JSON.parse(JSON.stringify(record, (name, value) => (names.includes(name) ? undefined : value)));

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
  return 'no error';
}

const net = new Network();
const a = net.ensemble(5, 1, { label: 'a' });
const b = net.ensemble(5, 1, { label: 'b' });
const ensemble = (options: core.EnsembleOptions) => () => new Network().ensemble(5, 1, { label: 'e', ...options });
const connect = (options: core.ConnectionOptions) => () => net.connect(a, b, { label: 'c', ...options });
const foo = { foo: 1 };
const kernel = core.convolution({ inputShape: [4, 4, 1], filters: 1 });
const pool = core.pooling({ inputShape: [4, 4, 1] });

describe('a record with a field that its type does not have', () => {
  it.each<[string, () => unknown, string]>([
    ['of a neuron type', ensemble({ neuronType: spread(lif(), { tauRcc: 1 }) }), "'tauRcc' where type is 'lif'; there are tauRc, "],
    ['of a base type', ensemble({ neuronType: spread(core.poissonSpiking(lif()), { base: spread(lif(), foo) }) }), 'base: there is no'],
    ['of a base type, where it is made', () => core.poissonSpiking(spread(lif(), foo)), "there is no field 'foo'"],
    ['of a reset', ensemble({ neuronType: spread(core.integrateAndFire(), { reset: { to: 'zero', foo: 1 } }) }), "to is 'zero'"],
    ['of a distribution', ensemble({ encoders: spread(uniform(-1, 1), foo) }), 'e: encoders: there is no field'],
    ['of an initial state', ensemble({ initialState: { voltage: spread(uniform(0, 1), foo) } }), 'e: initialState.voltage: there is no'],
    ['of noise', ensemble({ noise: spread(whiteNoise(), foo) }), 'e: noise: there is no field'],
    [
      'of a synapse',
      connect({ synapse: spread(lowpass(0.1), { tua: 1 }) }),
      "there is no field 'tua' where type is 'lowpass'; there are tau",
    ],
    ['of a solver', connect({ solver: spread(leastSquaresL2(), { re_g: 1 }) }), 'there are reg, solver, weights; did you mean reg?'],
    ['of a solver of equations', () => leastSquaresL2({ solver: spread(core.cholesky(), foo) }), 'there are none'],
    ['of a solver within a solver', () => core.leastSquaresDrop({ solver1: spread(leastSquaresL2(), foo) }), 'solver1: there is no field'],
    ['of a transform', connect({ transform: spread(core.dense([[1]]), foo) }), 'there are sizeIn, sizeOut, weights'],
    ['of drawn weights', () => core.dense({ shape: [1, 1], init: spread(uniform(0, 1), foo) }), "no field 'foo'"],
    ['of a learning rule', connect({ learningRule: [spread(core.pes(), foo)] }), 'there are learningRate, preSynapse'],
    ['of a synapse within a rule', () => core.bcm({ thetaSynapse: spread(lowpass(1), foo) }), "no field 'foo'"],
    ['of a function', connect({ function: spread(core.builtin('square'), foo) }), 'there are name, threshold'],
    ['of evalPoints', connect({ evalPoints: spread(uniform(0, 1), foo) }), 'evalPoints: there is no field'],
    ['of a process', () => net.process(spread(whiteNoise(), foo)), 'there are distribution, scale'],
    ['of a synapse within a process', () => core.filteredNoise({ synapse: spread(lowpass(1), foo) }), 'synapse: there is no field'],
    ['of a distribution within a process', () => whiteNoise({ distribution: spread(uniform(0, 1), foo) }), 'distribution: there is no'],
    ['of the base of a distribution', () => core.scatteredHypersphere({ base: spread(uniform(0, 1), foo) }), 'base: there is no field'],
    ['of a node', () => net.node(spread(core.passthrough(1), foo)), 'there are size'],
    ['of a process within a node', () => net.node(spread(core.processNode(whiteNoise()), { process: spread(whiteNoise(), foo) })), 'foo'],
    ['of a probe', () => net.probe(a, { solver: spread(leastSquaresL2(), foo) }), 'there are reg'],
    ['among defaults', () => new Network({ defaults: { ensemble: { neuronType: spread(lif(), foo) } } }), 'defaults.ensemble: neuronType'],
    ['that is filtered by', () => core.transferFunction(spread(lowpass(1), foo)), 'there are tau'],
  ])('is refused: %s', (_what, run, sentence) => {
    const message = refusal(run);
    expect(message).toContain('there is no field ');
    expect(message).toContain(sentence);
  });
});

describe('a record that was written by hand', () => {
  it.each<[string, () => unknown, string]>([
    [
      'without its fields',
      ensemble({ neuronType: without(lif(), 'tauRc', 'tauRef', 'minVoltage', 'amplitude') }),
      "e: neuronType: tauRc, tauRef, amplitude, minVoltage must be given where type is 'lif', which has tauRc, tauRef, amplitude, minVoltage; make the record with lif()",
    ],
    ['a synapse without tau', connect({ synapse: without(lowpass(1), 'tau') }), 'make the record with lowpass()'],
    ['a node without size', () => net.node(without(core.inputNode(1), 'size')), 'make the record with inputNode()'],
    ['a number out of range', ensemble({ neuronType: spread(lif(), { tauRc: -1 }) }), 'lif: tauRc must be > 0, but -1 was given'],
    ['a list for a tensor', ensemble({ neuronType: spread(lif(), { tauRc: [1] }) }), 'tauRc must be a number or a tensor, but an array'],
    ['a synapse with tau < 0', connect({ synapse: spread(lowpass(1), { tau: -1 }) }), 'lowpass: tau must be a time in seconds >= 0'],
    ['a solver with reg 0', connect({ solver: spread(leastSquaresL2(), { reg: 0 }) }), 'reg must be a finite number > 0, but 0 was given'],
    ['a rule that learns at NaN', connect({ learningRule: spread(core.pes(), { learningRate: Number.NaN }) }), 'learningRate must be'],
    [
      'a wrong padding',
      connect({ transform: spread(kernel, { padding: 'foo' }) }),
      "padding must be a list of pairs of whole numbers >= 0, but 'foo'",
    ],
    ['a wrong mode', connect({ transform: spread(pool, { mode: 'max' }) }), "mode must be one of 'sum', 'average', but 'max' was given"],
    ['shapes that do not fit', connect({ transform: spread(pool, { outputShape: [3, 3, 1] }) }), 'outputShape must be [2,2]'],
    ['a matrix of another size', connect({ transform: spread(core.dense([[1]]), { sizeIn: 2 }) }), 'shape of weights must be [1,2]'],
    ['a constant of another size', () => net.node(spread(core.constant([1]), { size: 2 })), 'size must be 1, which follows from'],
    [
      'a wrong interpolation',
      () => net.process(spread(core.piecewise({ times: [0], values: [1] }), { interpolation: 'x' })),
      "'zero', 'lin",
    ],
    ['a wrong flag', ensemble({ encoders: spread(core.uniformHypersphere(), { surface: 'yes' }) }), 'surface must be true or false'],
  ])('is refused with %s', (_what, run, sentence) => {
    expect(refusal(run)).toContain(sentence);
  });

  it('is kept as it is where nothing is wrong with it', () => {
    const [neuronType, synapse, noise] = [{ ...lif() }, { ...lowpass(0.1) }, { ...whiteNoise() }];
    const made = new Network().ensemble(5, 1, { neuronType, noise });
    expect(made.settings.neuronType).toBe(neuronType);
    expect(made.settings.noise).toBe(noise);
    expect(Object.isFrozen(noise)).toBe(false);
    expect(net.connect(a, b, { synapse }).synapse).toBe(synapse);
  });

  it('leaves nothing behind where it is refused', () => {
    const inside = new Network();
    expect(refusal(() => inside.ensemble(5, 1, { neuronType: spread(lif(), foo) }))).toContain('foo');
    expect(inside.ensemble(5, 1).path).toBe('ensemble0');
  });
});
