import { describe, expect, it } from 'vitest';
import * as core from '../src/index.js';

const { Network, ValidationError } = core;

/** What a program without types hands over. */
const untyped = (text: string) => JSON.parse(text);

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('options by a name that there is not', () => {
  const net = new Network();
  const a = net.ensemble(5, 1, { label: 'a' });
  const wrong = untyped('{ "no_such": 1 }');

  it.each<[string, () => unknown]>([
    ['network', () => new Network(wrong)],
    ['defaults', () => new Network({ defaults: wrong })],
    ['input', () => net.input(1, wrong)],
    ['connection a->a', () => net.connect(a, a, wrong)],
    ['probe', () => net.probe(a, wrong)],
    ['lif', () => core.lif(wrong)],
    ['lifRate', () => core.lifRate(wrong)],
    ['adaptiveLif', () => core.adaptiveLif(wrong)],
    ['adaptiveLifRate', () => core.adaptiveLifRate(wrong)],
    ['relu', () => core.relu(wrong)],
    ['spikingRelu', () => core.spikingRelu(wrong)],
    ['sigmoid', () => core.sigmoid(wrong)],
    ['tanh', () => core.tanh(wrong)],
    ['softLif', () => core.softLif(wrong)],
    ['izhikevich', () => core.izhikevich(wrong)],
    ['integrateAndFire', () => core.integrateAndFire(wrong)],
    ['regularSpiking', () => core.regularSpiking(core.tanh(), wrong)],
    ['linearFilter', () => core.linearFilter(wrong)],
    ['whiteNoise', () => core.whiteNoise(wrong)],
    ['filteredNoise', () => core.filteredNoise(wrong)],
    ['brownNoise', () => core.brownNoise(wrong)],
    ['whiteSignal', () => core.whiteSignal(wrong)],
    ['piecewise', () => core.piecewise(wrong)],
    ['leastSquares', () => core.leastSquares(wrong)],
    ['leastSquaresL1', () => core.leastSquaresL1(wrong)],
    ['leastSquaresL2', () => core.leastSquaresL2(wrong)],
    ['leastSquaresL2nz', () => core.leastSquaresL2nz(wrong)],
    ['leastSquaresDrop', () => core.leastSquaresDrop(wrong)],
    ['leastSquaresNoise', () => core.leastSquaresNoise(wrong)],
    ['leastSquaresMultNoise', () => core.leastSquaresMultNoise(wrong)],
    ['nonNegative', () => core.nonNegative(wrong)],
    ['nonNegativeL2', () => core.nonNegativeL2(wrong)],
    ['nonNegativeL2nz', () => core.nonNegativeL2nz(wrong)],
    ['conjugateGradient', () => core.conjugateGradient(wrong)],
    ['lsmr', () => core.lsmr(wrong)],
    ['scatteredHypersphere', () => core.scatteredHypersphere(wrong)],
    ['uniformHypersphere', () => core.uniformHypersphere(wrong)],
    ['pes', () => core.pes(wrong)],
    ['rls', () => core.rls(wrong)],
    ['bcm', () => core.bcm(wrong)],
    ['oja', () => core.oja(wrong)],
    ['voja', () => core.voja(wrong)],
    ['defineNeuron', () => core.defineNeuron(wrong)],
    ['defineProcess', () => core.defineProcess(wrong)],
    ['defineLearningRule', () => core.defineLearningRule(wrong)],
    ['convolution', () => core.convolution(wrong)],
    ['convolutionTranspose', () => core.convolutionTranspose(wrong)],
    ['pooling', () => core.pooling(wrong)],
    ['maxPool', () => core.maxPool(wrong)],
    ['sparse', () => core.sparse(wrong)],
    ['dense', () => core.dense({ shape: [1, 1], init: core.uniform(0, 1), ...wrong })],
    ['givenDecoders', () => core.givenDecoders(null, wrong)],
    ['builtin', () => core.builtin('step', wrong)],
    ['uniform', () => core.uniform(0, 1, wrong)],
    ['exponential', () => core.exponential(1, wrong)],
    ['processNode', () => core.processNode(core.whiteNoise(), wrong)],
    ['networkFromJSON', () => core.networkFromJSON({}, wrong)],
    ['integrateAndFire.spikes', () => core.integrateAndFire({ spikes: wrong })],
  ])('%s refuses it with what there is', (name, run) => {
    expect(refusal(run)).toMatch(new RegExp(`^${name.replaceAll(/[[\]]/g, '.')}: there is no option 'no_such'; there are \\w+`));
  });

  it('says how a Python name is written here', () => {
    expect(refusal(() => net.ensemble(5, 1, untyped('{ "max_rates": 100 }')))).toMatch(
      /^ensemble0: there is no option 'max_rates'; there are label, seed, neuronType, .*, hints; did you mean maxRates\?$/,
    );
    expect(refusal(() => core.lif(untyped('{ "tau_Rc": 1 }')))).toContain('did you mean tauRc?');
    expect(refusal(() => core.lif(untyped('{ "xyz": 1 }')))).not.toContain('did you mean');
  });

  it.each(['0.02', 'null', '[1]', '"voltage"'])('refuses %s in place of options', text => {
    expect(refusal(() => core.lif(untyped(text)))).toContain('lif: options go by name, as in { tauRc: … }');
  });

  it.each<[string, (given: object) => unknown]>([
    ['network', given => new Network(given)],
    ['subnetwork', given => net.subnetwork(given)],
    ['node', given => net.node(core.passthrough(1), given)],
    ['process', given => net.process(core.whiteNoise(), given)],
    ['ensemble', given => net.ensemble(5, 1, given)],
    ['connect', given => net.connect(a, a, given)],
    ['probe', given => net.probe(a, given)],
    ['defaults', given => new Network({ defaults: given })],
    ['defaults.ensemble', given => new Network({ defaults: { ensemble: given } })],
  ])('%s refuses a number, a text, null and lists in place of options', (object, run) => {
    for (const text of ['0.02', 'null', '[1]', '"voltage"', 'true']) {
      expect(refusal(() => run(untyped(text)))).toMatch(new RegExp(`^${object}: options go by name, as in {`));
    }
  });

  it('takes a whole record of the same kind, and of no other', () => {
    const adapted = core.lif({ tauRc: 0.05 });
    expect(core.lif(adapted)).toEqual(adapted);
    expect(refusal(() => core.lif(untyped(JSON.stringify(core.lifRate()))))).toBe(
      "lif: a record of type 'lifRate' was given, but this makes 'lif'; there are tauRc, tauRef, amplitude, minVoltage",
    );
    expect(refusal(() => net.ensemble(5, 1, untyped('{ "type": "lif" }')))).toContain("there is no option 'type'");
  });

  it('takes undefined for an option that is not given, defaults of the network included', () => {
    const given: object = { radius: undefined, no_such: undefined };
    expect(new Network({ defaults: { ensemble: { radius: 2 } } }).ensemble(5, 1, given).settings.radius).toBe(2);
    expect(core.lif({ tauRc: 0.05, ...given })).toEqual(core.lif({ tauRc: 0.05 }));
  });

  it('takes options that are made by a class', () => {
    class Mine {
      readonly tauRc = 0.05;
    }
    expect(core.lif(new Mine())).toEqual(core.lif({ tauRc: 0.05 }));
  });

  it('refuses defaults by a name that there is not where they are given', () => {
    const refused = refusal(() => new Network({ defaults: { ensemble: untyped('{ "max_rates": 100 }') } }));
    expect(refused).toMatch(/^defaults\.ensemble: there is no option 'max_rates'; there are neuronType, /);
    expect(refusal(() => new Network({ defaults: { probe: untyped('{ "seed": 1 }') } }))).toContain("there is no option 'seed'");
  });
});

describe('what is no object of a network', () => {
  const net = new Network();
  const a = net.ensemble(5, 2, { label: 'a' });

  it('is refused at both ends and by probes, with the way to write it', () => {
    const none = untyped('null');
    expect(refusal(() => net.connect(none, a))).toContain('where the connection starts must be a node, an ensemble');
    expect(refusal(() => net.connect(a, none))).toContain('where it ends must be a node');
    expect(refusal(() => net.probe(none))).toContain('ensemble.at(0)');
    expect(refusal(() => net.connect(untyped('{ "input": {}, "output": {} }'), a))).toContain('give its input or output');
  });

  it('goes for rules, processes and functions too', () => {
    expect(refusal(() => net.connect(a, a, { learningRule: untyped('"pes"') }))).toContain('as in learningRule: pes()');
    expect(refusal(() => net.process(untyped('"whiteNoise"')))).toContain('a record such as whiteNoise()');
    expect(refusal(() => net.ensemble(5, 1, { noise: untyped('0.1') }))).toContain('noise');
    expect(refusal(() => net.connect(a, a, { function: untyped('"square"') }))).toContain("write builtin('square')");
    expect(refusal(() => new Network({ seed: 1.5 }))).toContain('seed must be a whole number, but 1.5');
  });
});

describe('functions handed in to a document', () => {
  it('may be records of hostFunction, which go by their own name', () => {
    const square = core.hostFunction('my/square', '1', (_t, x) => x.map(v => v * v));
    const net = new Network();
    net.connect(net.ensemble(5, 1), net.passthrough(1), { function: square });
    const document = core.networkToJSON(net);
    const again = core.networkFromJSON(document, { functions: { square } });
    expect(core.networkToJSON(again)).toEqual(document);
    expect(() => core.networkFromJSON(JSON.stringify(document))).toThrow('networkFromJSON(JSON.parse(text))');
  });
});
