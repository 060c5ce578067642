import { build } from '@rheobase/build';
import { Network, poissonSpiking, relu, ValidationError, whiteNoise, whiteSignal } from '@rheobase/core';
import { lower, type Program, reseed, standardPasses } from '@rheobase/program';
import { describe, expect, it } from 'vitest';

/** Everything that is drawn, with and without seeds of its own. */
async function drawing() {
  const net = new Network({ seed: 4 });
  const a = net.ensemble(6, 1, { label: 'a', neuronType: poissonSpiking(relu()), noise: whiteNoise() });
  net.ensemble(6, 1, { label: 'b', noise: whiteNoise(), noiseSeed: 3 });
  const signal = whiteSignal({ period: 0.01, high: 300 });
  net.connect(net.process(signal, { label: 'signal' }), a);
  net.connect(net.process(signal, { label: 'own', seed: 7 }), a);
  net.probe(a.neurons);
  return build(net);
}

/** What two programs for the same model may differ in. */
const drawn = ({ seed, signals, operators }: Program) => ({ seed, signals: Array.from(signals.values()), operators });

describe('reseed', () => {
  it('gives the program that lower gives for the seed, with and without passes', async () => {
    const model = await drawing();
    for (const passes of [[], standardPasses]) {
      const first = lower(model, { dt: 0.001, seed: 1, passes });
      for (const seed of [0, 2, -5]) {
        const [found, expected] = [reseed(first, seed), lower(model, { dt: 0.001, seed, passes })];
        expect(JSON.stringify(drawn(found))).toBe(JSON.stringify(drawn(expected)));
        expect(JSON.stringify(drawn(found))).not.toBe(JSON.stringify(drawn(first)));
      }
      expect(reseed(first, 1)).toBe(first);
    }
  });

  it('leaves operators in their places, and what does not follow from the seed as it is', async () => {
    const first = lower(await drawing(), { dt: 0.001 });
    const second = reseed(first, 9);
    const changed = second.operators.flatMap((operator, index) =>
      operator === first.operators[index] ? [] : [`${operator.kind} ${operator.source}`],
    );
    expect(changed).toEqual(['table signal']);
    const streams = Array.from(second.signals.values()).filter(({ id, random }) => random !== first.signals.get(id)?.random);
    expect(streams.map(({ id }) => id)).toEqual(['a.noise.random', 'a.random']);
    expect(second.signals.get('b.noise.random')).toBe(first.signals.get('b.noise.random'));
  });

  it('lower refuses a seed that is no whole number', async () => {
    const model = await drawing();
    for (const seed of [Number.NaN, 0.5]) expect(() => lower(model, { dt: 0.001, seed })).toThrow(ValidationError);
  });
});
