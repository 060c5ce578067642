import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../src/npz/inflate.js';

/** Bytes that deflate packs by copies of far and near ones. */
const repetitive = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(60)), { maxLength: 30 })
  .map(parts => Uint8Array.from(parts.flatMap(([bytes, times]) => Array.from({ length: times + 1 }, () => Array.from(bytes)).flat())));
const content = fc.oneof(fc.uint8Array({ maxLength: 2000 }), repetitive);
const packing = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE),
});

describe('inflate', () => {
  it('gives what was deflated, by every strategy, and the length of it', () => {
    fc.assert(
      fc.property(content, packing, fc.nat(5), (bytes, options, more) => {
        const packed = deflateRawSync(bytes, options);
        const found = inflate(Uint8Array.of(...packed, ...new Uint8Array(more).fill(7)), bytes.length);
        expect(found.used).toBe(packed.length);
        expect(Buffer.compare(found.bytes, bytes)).toBe(0);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('goes back over the whole window of 32 KiB', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => ((i % 32_768) * 7919) >> 5);
    const packed = deflateRawSync(bytes);
    expect(packed.length).toBeLessThan(50_000);
    expect(Buffer.compare(inflate(packed, bytes.length).bytes, bytes)).toBe(0);
  });

  it('rejects data that are cut short, and data of more bytes than are expected', () => {
    fc.assert(
      fc.property(content, packing, fc.nat(), (bytes, options, place) => {
        const packed = deflateRawSync(bytes, options);
        expect(() => inflate(packed.subarray(0, place % packed.length), bytes.length)).toThrow(/ends early|unknown code/);
        if (bytes.length > 0) expect(() => inflate(packed, bytes.length - 1)).toThrow(`it has more than ${bytes.length - 1} bytes`);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('reads or rejects any bytes as zlib does', () => {
    const zlib = (packed: Uint8Array): Uint8Array | null => {
      try {
        return new Uint8Array(inflateRawSync(packed, { maxOutputLength: 100_000 }));
      } catch {
        return null;
      }
    };
    const own = (packed: Uint8Array): Uint8Array | null => {
      try {
        return inflate(packed, 100_000).bytes;
      } catch {
        return null;
      }
    };
    let read = 0;
    fc.assert(
      fc.property(
        content,
        packing,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 2 }),
        (bytes, options, changes) => {
          const packed = new Uint8Array(deflateRawSync(bytes, options));
          for (const [at, by] of changes) packed[at % packed.length] = (packed[at % packed.length] ?? 0) ^ by;
          const expected = zlib(packed);
          if (expected === null) return;
          read += 1;
          expect(own(packed)).toEqual(expected);
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it.each<[string, readonly number[], RegExp]>([
    ['a block of kind 3', [0b111], /unknown kind/],
    ['a stored block whose lengths disagree', [1, 3, 0, 0, 0, 1, 2, 3], /unsure length/],
    ['a copy from before the begin', [0b00000011, 0b00000010], /before its begin/],
    ['nothing', [], /ends early/],
  ])('rejects %s', (_, bytes, says) => {
    expect(() => inflate(Uint8Array.from(bytes), 10)).toThrow(says);
  });
});
