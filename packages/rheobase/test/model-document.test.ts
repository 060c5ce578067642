import fc from 'fast-check';
import {
  build,
  createRuntime,
  hashModel,
  hostFunction,
  ImportError,
  type Model,
  modelFromBytes,
  modelToBytes,
  Network,
  RheobaseError,
  reference,
  resolve,
  samplesOf,
  tensor,
  ValidationError,
} from 'rheobase';
import { describe, expect, it } from 'vitest';
import { model, twice } from './stored-models.js';

/** A model without implementations of host functions, as a document holds it. */
const bare = (given: Model): Model => ({
  ...given,
  nodes: given.nodes.map(node =>
    node.record.type === 'function' && node.record.function.type === 'host'
      ? {
          ...node,
          record: { ...node.record, function: { type: 'host', name: node.record.function.name, version: node.record.function.version } },
        }
      : node,
  ),
});

describe('a model document', () => {
  it('read again is the same model, with the same hash and the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100 }), async variant => {
        const given = await model(variant);
        const bytes = modelToBytes(given);
        const read = modelFromBytes(bytes);
        expect({ ...read, tensors: new Map(Array.from(read.tensors).sort()) }).toEqual({
          ...bare(given),
          tensors: new Map(Array.from(given.tensors).sort()),
        });
        expect(hashModel(read)).toBe(hashModel(given));
        expect(modelToBytes(read)).toEqual(bytes);
      }),
      { numRuns: 18, seed: 1 },
    );
  });

  it('keeps ties: tensors that two objects share are stored once', async () => {
    const read = modelFromBytes(modelToBytes(await model(0)));
    const weights = read.connections.flatMap(({ path, transform }) =>
      path.startsWith('tied') && transform?.type === 'dense' ? [transform.weights] : [],
    );
    expect(weights).toHaveLength(2);
    expect(new Set(weights).size).toBe(1);
  });

  it('keeps every kind of element', async () => {
    const tensors = new Map([
      ['f', tensor([3], Float32Array.of(0.1, -0, 1e-45))],
      ['i', tensor([1, 2], Int32Array.of(-5, 2 ** 31 - 1))],
      ['u', tensor([2], Uint8Array.of(0, 255))],
      ['d', tensor([2, 0], [])],
      ['__proto__', tensor([], [Number.MIN_VALUE])],
    ]);
    const read = modelFromBytes(modelToBytes({ ...(await model(0)), tensors: new Map([...(await model(0)).tensors, ...tensors]) }));
    for (const [id, value] of tensors) expect(read.tensors.get(id)).toEqual(value);
    expect(Object.is(read.tensors.get('f')?.data[1], -0)).toBe(true);
  });

  it('keeps hints as they are, also those that look like references', async () => {
    const given = await model(0);
    const hints = {
      a: { like: { type: 'host', name: 'n', version: '1', extra: 5 }, text: '-0', list: [null, true, 0.1, { type: 'anonymous' }] },
    };
    const read = modelFromBytes(modelToBytes({ ...given, hints }));
    expect(read.hints).toEqual(hints);
    expect(hashModel({ ...given, hints })).not.toBe(
      hashModel({ ...given, hints: { a: { ...hints.a, like: { ...hints.a.like, extra: 6 } } } }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1])('does not hold %s in a hint', async value => {
    const given = { ...(await model(0)), hints: { a: { odd: value } } };
    expect(() => modelToBytes(given)).toThrow(ValidationError);
    expect(() => modelToBytes(given)).toThrow(/hints: hint value .* can be neither stored nor hashed/);
  });

  it('may lie anywhere in a buffer', async () => {
    const bytes = modelToBytes(await model(1));
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(hashModel(modelFromBytes(moved.subarray(3)))).toBe(hashModel(await model(1)));
  });

  it('is read from a Node Buffer, whose slices share memory', async () => {
    const original = await model(0);
    const pooled = Buffer.concat([Buffer.from('before'), modelToBytes(original)]).subarray(6);
    expect(hashModel(modelFromBytes(pooled))).toBe(hashModel(original));
  });

  it('refers to host functions by name and version; they are handed in to run it', async () => {
    const read = modelFromBytes(modelToBytes(await model(2)));
    await using runtime = await createRuntime(reference());
    await expect(runtime.simulate(read)).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'missing-function',
      object: 'host',
      given: 'twice',
    });
    const inputs = samplesOf([1, 1, 16], new Float64Array(16).fill(3));
    using simulation = await runtime.simulate(read, { inputs, functions: { twice: twice.implementation } });
    await simulation.runSteps(1);
    expect(Array.from(simulation.data('called').data)).toEqual([6]);
  });

  it('runs to the same bits', async () => {
    const given = await model(7);
    const inputs = samplesOf(
      [1, 40, 16],
      Float64Array.from({ length: 640 }, (_, i) => Math.sin(i)),
    );
    await using runtime = await createRuntime(reference());
    const states = [given, modelFromBytes(modelToBytes(given))].map(async each => {
      using simulation = await runtime.simulate(each, { inputs, functions: { twice: twice.implementation } });
      await simulation.runSteps(40);
      return simulation.snapshot();
    });
    expect(await states[1]).toEqual(await states[0]);
  });

  it('keeps what decoders are solved from', async () => {
    const given = await model(0);
    expect(hashModel(resolve(modelFromBytes(modelToBytes(given))))).toBe(hashModel(resolve(given)));
  });

  it('cut anywhere is an ImportError', async () => {
    const net = new Network();
    net.probe(net.ensemble(2, 1, { evalPointCount: 4 }));
    const bytes = modelToBytes(await build(net));
    for (let length = 0; length < bytes.length; length++) expect(() => modelFromBytes(bytes.subarray(0, length))).toThrow(ImportError);
  });

  it('with changed bytes is read or refused with a typed error, never anything else', async () => {
    const bytes = modelToBytes(await model(3));
    let refused = 0;
    const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.nat(header - 1), fc.nat(bytes.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        changes => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          try {
            modelFromBytes(changed);
          } catch (error) {
            refused += 1;
            expect(error).toBeInstanceOf(RheobaseError);
          }
        },
      ),
      { numRuns: 2000, seed: 1 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it.each([
    ['nothing', new Uint8Array(0), /too few for a header/],
    ['a file of tensors alone', safetensors({ x: { dtype: 'F32', shape: [0], data_offsets: [0, 0] } }), /it is not a model/],
    ['another version', safetensors({ __metadata__: { rheobase: '{"version":2}' } }), /version 2 is not known/],
    ['a description that is not JSON', safetensors({ __metadata__: { rheobase: '{' } }), /is not JSON/],
    [
      'a tensor outside the file',
      safetensors({ x: { dtype: 'F64', shape: [2], data_offsets: [0, 16] } }),
      /tensor 'x' of shape \[2\] does not fit/,
    ],
    [
      'an unknown element type',
      safetensors({ x: { dtype: 'BF16', shape: [0], data_offsets: [0, 0] } }),
      /dtype must be one of F64, F32, I32, U8/,
    ],
  ])('refuses %s, saying what is wrong', (_what, bytes, message) => {
    expect(() => modelFromBytes(bytes)).toThrow(ImportError);
    expect(() => modelFromBytes(bytes)).toThrow(message);
  });
});

/** A file of this header and no data. */
function safetensors(header: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

describe('the hash of a model', () => {
  it('does not change between releases', async () => {
    const net = new Network({ label: 'golden', seed: 1 });
    const a = net.ensemble(10, 2, { label: 'a' });
    net.connect(net.input(2, { label: 'in' }), a);
    net.probe(a, { label: 'p' });
    expect(hashModel(await build(net))).toBe('e191b737ecc3bae1def50a22534a5b4894088b949f967cab5dc8c1e4bad9e3a9');
  });

  it('is the same for the same network built twice, and does not depend on the order of tensors', async () => {
    const given = await model(5);
    expect(hashModel(await model(5))).toBe(hashModel(given));
    expect(hashModel({ ...given, tensors: new Map(Array.from(given.tensors).reverse()) })).toBe(hashModel(given));
  });

  it('changes with the last bit of a weight, with a shape, and with any record', async () => {
    const given = await model(6);
    const hashes = new Set([hashModel(given)]);
    let expected = 1;
    const differs = (changed: Model) => {
      hashes.add(hashModel(changed));
      expected += 1;
      expect(hashes.size).toBe(expected);
    };
    for (const [id, { shape, data }] of given.tensors) {
      for (const at of id.endsWith('.encoders') ? data.keys() : [data.length - 1]) {
        const changed = data.slice();
        const value = changed[at] ?? 0;
        changed[at] = changed instanceof Int32Array || value === 0 ? value + 1 : value * (1 + 2 ** -52);
        differs({ ...given, tensors: new Map([...given.tensors, [id, tensor(shape, changed)]]) });
      }
      differs({ ...given, tensors: new Map([...given.tensors, [id, tensor([...shape, 1], data)]]) });
    }
    differs({ ...given, hints: { ...given.hints, a: { onChip: true } } });
    differs({ ...given, probes: given.probes.slice(1) });
    differs({ ...given, connections: given.connections.toReversed() });
    differs({ ...given, ensembles: given.ensembles.map(e => ({ ...e, radius: e.radius + 1 })) });
  });

  it('tells version and name of host functions apart, but not their code', async () => {
    const withFunction = async (name: string, version: string, value: number) => {
      const net = new Network();
      net.function(
        hostFunction(name, version, () => [value]),
        0,
        1,
        { label: 'f' },
      );
      return hashModel(await build(net));
    };
    expect(await withFunction('f', '1', 1)).toBe(await withFunction('f', '1', 2));
    expect(new Set([await withFunction('f', '1', 1), await withFunction('f', '2', 1), await withFunction('g', '1', 1)]).size).toBe(3);
  });

  it('is refused for anonymous functions, naming the object, and so is storing', async () => {
    const net = new Network();
    net.function(() => [1], 0, 1, { label: 'closure' });
    const given = await build(net);
    for (const use of [hashModel, modelToBytes]) {
      expect(() => use(given)).toThrow(ValidationError);
      expect(() => use(given)).toThrow(/^closure: an anonymous function can be neither stored nor hashed/);
    }
  });
});
