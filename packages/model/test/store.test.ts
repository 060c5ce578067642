import { build } from '@rheobase/build';
import { builtin, dense, hostFunction, integrateAndFire, lif, lowpass, maxPool, Network, tensor } from '@rheobase/core';
import { hashModel, modelFromBytes, modelToBytes, readSafetensors, writeSafetensors } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

async function rich() {
  const net = new Network({ seed: 3 });
  const x = net.input(4, { label: 'x', hints: { onChip: false } });
  const weights = tensor(
    [4, 4],
    Float32Array.from({ length: 16 }, (_, i) => i / 3),
  );
  const e = net.ensemble(6, 4, {
    label: 'e',
    neuronType: lif({ minVoltage: Number.NEGATIVE_INFINITY, tauRc: [0.02, 0.03, 0.02, 0.03, 0.02, 0.03] }),
    evalPointCount: 20,
  });
  const f = net.ensemble(6, 4, {
    label: 'f',
    neuronType: integrateAndFire({ floor: -0, spikes: { max: 3 }, reset: 0.5 }),
    evalPointCount: 20,
  });
  net.connect(x, e, { transform: dense(weights) });
  net.connect(x, f, { transform: dense(weights), synapse: null, delaySteps: 2 });
  net.connect(e, f, { function: builtin('square') });
  net.connect(x, net.node(maxPool({ inputShape: [2, 2, 1] })), { function: hostFunction('same', '1', (_t, v) => v) });
  net.probe(e, { synapse: lowpass(0.01), sampleEvery: 0.002, keep: 7 });
  return build(net);
}

describe('the model document', () => {
  it('gives back the same model, the same bytes and the same hash', async () => {
    const model = await rich();
    const bytes = modelToBytes(model);
    const again = modelFromBytes(bytes);
    expect(modelToBytes(again)).toEqual(bytes);
    expect(hashModel(again)).toBe(hashModel(model));
    expect(again.ensembles).toEqual(model.ensembles);
    expect(again.probes).toEqual(model.probes);
    for (const [id, value] of model.tensors) expect(again.tensors.get(id)).toEqual(value);
    expect(again.connections.slice(0, 2).map(c => c.transform)).toEqual(model.connections.slice(0, 2).map(c => c.transform));
  });

  it('has another hash where one number differs', async () => {
    const model = await rich();
    const gain = model.tensors.get('e.gain');
    if (!gain) throw new Error('the gain is lost');
    const tensors = new Map([
      ...model.tensors,
      [
        'e.gain',
        tensor(
          gain.shape,
          Float64Array.from(gain.data, (g, i) => (i === 0 ? g + 1e-12 : g)),
        ),
      ] as const,
    ]);
    expect(hashModel({ ...model, tensors })).not.toBe(hashModel(model));
  });

  it('refuses anonymous functions by the name of the object', async () => {
    const net = new Network();
    net.function((_t, x) => x, 1, 1, { label: 'f' });
    const model = await build(net);
    for (const write of [modelToBytes, hashModel])
      expect(refusal(() => write(model))).toMatchObject({ code: 'anonymous-function', object: 'f' });
  });

  it('that is cut short anywhere is refused with an ImportError', async () => {
    const bytes = modelToBytes(await rich());
    for (let length = 0; length < bytes.length; length += 97)
      expect(refusal(() => modelFromBytes(bytes.subarray(0, length))).name).toBe('ImportError');
  });

  it('with one byte changed in its header is read or refused with an error of ours', async () => {
    const bytes = modelToBytes(await rich());
    const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    for (let at = 0; at < 8 + header; at += 7) {
      const broken = bytes.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x15;
      const outcome = (() => {
        try {
          modelFromBytes(broken);
          return 'ImportError';
        } catch (error) {
          return error instanceof Error ? error.name : 'unknown';
        }
      })();
      expect(outcome).toBe('ImportError');
    }
  });

  it('whose tensors overlap, leave gaps or do not fill the file is refused', () => {
    const file = (offsets: readonly (readonly [number, number])[], length: number): Uint8Array => {
      const entries = offsets.map(([from, to], k) => [`t${k}`, { dtype: 'U8', shape: [to - from], data_offsets: [from, to] }]);
      const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
      const bytes = new Uint8Array(8 + header.length + length);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
      bytes.set(header, 8);
      return bytes;
    };
    expect(
      readSafetensors(
        file(
          [
            [4, 6],
            [0, 4],
            [4, 4],
          ],
          6,
        ),
      ).tensors.size,
    ).toBe(3);
    const wrong: readonly (readonly [RegExp, Uint8Array])[] = [
      [
        /a tensor begins at byte 3, but the one before it ends at 4; the file is damaged/,
        file(
          [
            [0, 4],
            [3, 6],
          ],
          6,
        ),
      ],
      [
        /a tensor begins at byte 5, but the one before it ends at 4/,
        file(
          [
            [0, 4],
            [5, 6],
          ],
          6,
        ),
      ],
      [/its tensors end at byte 4, but 6 bytes follow the header; the file is damaged/, file([[0, 4]], 6)],
    ];
    for (const [says, bytes] of wrong) {
      expect(refusal(() => readSafetensors(bytes))).toMatchObject({ name: 'ImportError', message: expect.stringMatching(says) });
    }
  });

  it('tells a file of tensors from a model', () => {
    const file = writeSafetensors({ tensors: new Map([['a', tensor([2], [1, 2])]]), metadata: { format: 'pt' } });
    expect(readSafetensors(file)).toEqual({ tensors: new Map([['a', tensor([2], [1, 2])]]), metadata: { format: 'pt' } });
    expect(refusal(() => modelFromBytes(file)).code).toBe('not-a-model');
  });
});
