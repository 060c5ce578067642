import { build, evalPointDecoding, strip } from '@rheobase/build';
import { lowpass, Network } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

async function channel(neurons: number) {
  const net = new Network({ seed: 1 });
  const a = net.ensemble(neurons, 1, { label: 'a', radius: 2 });
  const b = net.ensemble(10, 1, { label: 'b' });
  net.connect(net.input(1, { label: 'in' }), a);
  net.connect(a, b, { function: x => [0.5 * (x[0] ?? 0) + 0.1], synapse: lowpass(0.01) });
  net.probe(a);
  return build(net);
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((max, x, i) => Math.max(max, Math.abs(x - (b[i] ?? 9))), 0);

describe('decoding at the evaluation points', () => {
  it('gives the function there, and values close to it from many neurons, less so from few', async () => {
    const many = evalPointDecoding(await channel(200), 'a->b');
    expect([many.points, many.size, many.evalPoints.length]).toEqual([750, 1, 750]);
    expect(many.targets).toEqual(many.evalPoints.map(x => 0.5 * x + 0.1));
    expect(worst(many.evalPoints, [])).toBeGreaterThan(8);
    expect(worst(many.decoded, many.targets)).toBeLessThan(0.05);
    const few = evalPointDecoding(await channel(10), 'a->b');
    expect(worst(few.decoded, few.targets)).toBeGreaterThan(0.05);
  });

  it('serves probes of decoded values', async () => {
    const { decoded, targets, evalPoints } = evalPointDecoding(await channel(200), 'a.probe');
    expect(targets).toEqual(evalPoints);
    expect(worst(decoded, targets)).toBeLessThan(0.1);
  });

  it('refuses what has no decoders, naming it', async () => {
    const model = await channel(10);
    expect(refusal(() => evalPointDecoding(model, 'in->a')).message).toContain('in->a: it does not decode neurons');
    expect(refusal(() => evalPointDecoding(model, 'nothing')).message).toContain('there is no connection or probe');
    expect(refusal(() => evalPointDecoding(strip(model), 'a->b')).message).toContain('stripped');
  });
});
