import { describe, expect, it } from 'vitest';
import { direct, gaussian, lowpass, Network, networkFromJSON, networkToJSON, uniform, ValidationError } from '../src/index.js';

describe('options that contradict each other', () => {
  const net = new Network();
  const a = net.ensemble(5, 1, { label: 'a' });
  const node = net.passthrough(1, { label: 'node' });
  const tuned = { gain: 1, bias: 0 };

  it.each<[string, () => unknown, string]>([
    ['rates', () => net.ensemble(5, 1, { label: 'b', ...tuned, maxRates: 100 }), 'b: maxRates has no effect beside gain and bias'],
    ['intercepts', () => net.ensemble(5, 1, { label: 'b', ...tuned, intercepts: 0 }), 'b: intercepts has no effect beside gain and bias'],
    [
      'numbers of points',
      () =>
        net.ensemble(5, 2, {
          label: 'b',
          evalPoints: [
            [0, 1],
            [1, 0],
          ],
          evalPointCount: 3,
        }),
      'b: evalPointCount 3 has no effect beside 2 evalPoints that are given as values',
    ],
    [
      'points of an ensemble that represents nothing',
      () => net.ensemble(5, 1, { label: 'b', encoders: null, evalPoints: uniform(0, 1) }),
      'b: evalPoints has no effect beside encoders null',
    ],
    [
      'lengths of encoders that there are not',
      () => net.ensemble(5, 1, { label: 'b', encoders: null, normalizeEncoders: false }),
      'b: normalizeEncoders has no effect beside encoders null',
    ],
    [
      'points for a connection without decoders',
      () => net.connect(node, a, { evalPoints: [[0.5]] }),
      'connection node->a: evalPoints has no effect beside a connection from the node node, as no decoders are solved',
    ],
    [
      'scales of points of neurons',
      () => net.connect(a.neurons, a.neurons, { scaleEvalPoints: false, transform: 0 }),
      'scaleEvalPoints has no effect beside a connection from the neurons of a',
    ],
  ])('are refused: %s', (_name, run, message) => {
    expect(run).toThrow(ValidationError);
    expect(run).toThrow(message);
  });

  it('are refused with what to do, and leave no object behind', () => {
    const before = net.ensembles.length;
    expect(() => net.ensemble(5, 1, { ...tuned, maxRates: 100 })).toThrow('leave out maxRates, or leave out gain and bias');
    expect(net.ensembles.length).toBe(before);
  });

  it('may come from defaults of the network: what was said of the ensemble counts', () => {
    const outer = new Network({
      defaults: { ensemble: { maxRates: 50, intercepts: 0, evalPointCount: 9 }, connection: { evalPoints: [[1]] } },
    });
    const own = outer.ensemble(5, 1, { ...tuned, evalPoints: [[0.1], [0.2]] });
    expect(own.settings.gain).not.toBeNull();
    expect(own.settings.evalPointCount).toBeNull();
    expect(outer.ensemble(5, 1, { encoders: null }).settings.evalPointCount).toBeNull();
    expect(outer.connect(outer.input(1), own).evalPoints).toBeNull();
    const inner = new Network({ defaults: { ensemble: tuned } });
    expect(inner.ensemble(5, 1).settings.gain).not.toBeNull();
    // Rates that are said take the place of a gain that is not.
    expect(inner.ensemble(5, 1, { maxRates: 50 }).settings.gain).toBeNull();
  });

  it('are none where direct() takes the place of neurons for a look', () => {
    expect(() => net.ensemble(5, 1, { neuronType: direct(), ...tuned, maxRates: 50 })).not.toThrow();
  });

  it('are none in what is drawn, whatever the number of points', () => {
    expect(net.ensemble(5, 1, { evalPoints: gaussian(0, 1), evalPointCount: 3 }).settings.evalPointCount).toBe(3);
    expect(net.ensemble(5, 1, { evalPoints: [[0.1], [0.2]], evalPointCount: 2 }).settings.evalPointCount).toBeNull();
  });

  it('do not hinder a document in which they were written down', () => {
    const whole = new Network({ defaults: { ensemble: { maxRates: 50 }, connection: { evalPoints: [[1]] } } });
    const b = whole.ensemble(5, 1, { ...tuned, evalPoints: [[0.1], [0.2]] });
    const c = whole.ensemble(5, 1, { encoders: null });
    whole.connect(c.neurons, b.neurons, { synapse: lowpass(0.1), transform: 0 });
    const document = networkToJSON(whole);
    expect(networkToJSON(networkFromJSON(document))).toEqual(document);
    const older = JSON.parse(JSON.stringify(document));
    for (const ensemble of older.ensembles) ensemble.evalPointCount = 7;
    expect(networkToJSON(networkFromJSON(older))).toEqual(document);
  });
});
