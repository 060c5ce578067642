import { ImportError } from '@rheobase/core';
import { readNpz, writeNpy, writeNpz } from '@rheobase/data';
import fc from 'fast-check';
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../src/npz/unzip.js';
import { fixture, flips } from './damaged.js';

const own = writeNpz(
  new Map([
    ['a', { shape: [3, 2], data: Float64Array.of(0, -1.5, 1e300, Math.PI, 5e-324, -0) }],
    ['group/b', { shape: [0, 4], data: new Float64Array(0) }],
  ]),
);
const npy = writeNpy({ shape: [4], data: Float64Array.of(1, 2, 3, 4) });

describe('a file of which one bit is turned', () => {
  it.each<[string, () => Uint8Array]>([
    ['stored by numpy', () => fixture('stored.npz')],
    ['of every kind and order', () => fixture('kinds.npz')],
    ['deflated by numpy', () => fixture('small.npz')],
    ['written by numpy to what cannot go back', () => fixture('streamed.npz')],
    ['written by us', () => own],
  ])('gives the same arrays or is refused: %s', (_, file) => {
    const { bits, refused, same, silent } = flips(file());
    expect(silent).toEqual([]);
    expect(refused + same).toBe(bits);
    // The rest are bits of times, versions, attributes and, in a file that was streamed, of sizes that are told again after the data.
    expect(refused).toBeGreaterThan(0.6 * bits);
  });
});

/** Where records of a zip file begin, by their first bytes. */
const places = (file: Uint8Array, kind: readonly number[]): readonly number[] =>
  Array.from(file.keys()).filter(at => file[at] === 0x50 && file[at + 1] === 0x4b && kind.every((byte, k) => file[at + 2 + k] === byte));
const LOCAL = [3, 4];
const CENTRAL = [1, 2];
const END = [5, 6];

/** A copy with other bytes in some places. */
const changed = (file: Uint8Array, changes: readonly (readonly [at: number, bytes: readonly number[]])[]): Uint8Array => {
  const copy = file.slice();
  for (const [at, bytes] of changes) copy.set(bytes, at);
  return copy;
};
const le = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24];

const refusal = (file: Uint8Array): string => {
  try {
    readNpz('x.npz', file);
  } catch (error) {
    if (error instanceof ImportError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('a zip file', () => {
  const stored = zipSync({ 'a.npy': [npy, { level: 0 }] });
  const deflated = zipSync({ 'a.npy': npy });
  const [local = 0] = places(stored, LOCAL);
  const [central = 0] = places(stored, CENTRAL);
  const [end = 0] = places(stored, END);
  const dataAt = 30 + 'a.npy'.length;

  it('has the checksum of ISO 3309', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it.each<[string, Uint8Array, RegExp]>([
    [
      'is encrypted',
      changed(stored, [
        [local + 6, [1]],
        [central + 8, [1]],
      ]),
      /entry 'a\.npy' is encrypted; save it without a password/,
    ],
    [
      'is strongly encrypted',
      changed(stored, [
        [local + 6, [0x41]],
        [central + 8, [0x41]],
      ]),
      /is encrypted/,
    ],
    [
      'is packed by an unknown method',
      changed(stored, [
        [local + 8, [14]],
        [central + 10, [14]],
      ]),
      /is packed by method 14; stored \(0\) and deflated \(8\) are read/,
    ],
    ['has another method in its header', changed(stored, [[local + 8, [8]]]), /is of another kind by its header/],
    ['has another name in its header', changed(stored, [[local + 30, [0x62]]]), /has another name in its header, 'b\.npy'/],
    ['has another size in its header', changed(stored, [[local + 22, [1]]]), /has another size or checksum in its header/],
    ['has another checksum', changed(stored, [[dataAt + 130, [9]]]), /is damaged: its checksum is another/],
    [
      'has a stored size that differs',
      changed(stored, [
        [central + 24, le(161)],
        [local + 22, le(161)],
      ]),
      /announces 161 bytes, but has 160/,
    ],
    [
      'announces more than it holds',
      changed(deflated, [
        [places(deflated, LOCAL)[0] ?? 0, []],
        [(places(deflated, LOCAL)[0] ?? 0) + 22, le(2 ** 30)],
        [(places(deflated, CENTRAL)[0] ?? 0) + 24, le(2 ** 30)],
      ]),
      /announces 1073741824 bytes, more than its \d+ can hold/,
    ],
    [
      'announces less than it holds',
      changed(deflated, [
        [(places(deflated, LOCAL)[0] ?? 0) + 22, le(100)],
        [(places(deflated, CENTRAL)[0] ?? 0) + 24, le(100)],
      ]),
      /entry 'a\.npy' is damaged|announces 100 bytes/,
    ],
    ['is one of several disks', changed(stored, [[end + 4, [1]]]), /is one of several parts/],
    ['has more entries than there are', changed(stored, [[end + 8, [2, 0, 2]]]), /its directory has no room for 2 entries/],
    ['has fewer entries than there are', changed(stored, [[end + 8, [0, 0, 0]]]), /its directory does not end where it should/],
    ['has a directory elsewhere', changed(stored, [[end + 16, le(1)]]), /its directory is not where it should be/],
    ['has bytes after its end', Uint8Array.of(...stored, 1, 2, 3), /it has no directory at its end/],
    ['has bytes before its begin', Uint8Array.of(1, 2, 3, ...stored), /its directory is not where it should be/],
    [
      'has a name that is no UTF-8',
      changed(stored, [
        [local + 30, [0xff]],
        [central + 46, [0xff]],
      ]),
      /it has a name that is no UTF-8/,
    ],
    ['is empty', new Uint8Array(0), /x\.npz is not an \.npz file: it has no directory at its end/],
    ['is text', new TextEncoder().encode('not a zip file at all, but longer than its end record'), /is not an \.npz file/],
  ])('that %s is refused', (_, file, says) => {
    expect(refusal(file)).toMatch(says);
  });

  it('with an entry that goes on after its deflated end is refused', () => {
    const packed = deflateSync(npy);
    const garbage = Uint8Array.of(...packed, 1, 2, 3);
    const file = zipSync({ 'a.npy': [garbage, { level: 0 }] });
    const [l = 0, c = 0] = [places(file, LOCAL)[0], places(file, CENTRAL)[0]];
    const sizes = [...le(crc32(npy)), ...le(garbage.length), ...le(npy.length)];
    const posing = changed(file, [
      [l + 8, [8]],
      [l + 14, sizes],
      [c + 10, [8]],
      [c + 16, sizes],
    ]);
    expect(refusal(posing)).toMatch(/entry 'a\.npy' is damaged: 3 bytes follow its end/);
  });

  it('with an array of more or fewer bytes than it announces is refused', () => {
    expect(refusal(zipSync({ 'a.npy': Uint8Array.of(...npy, 0) }))).toMatch(/4 elements of 8 bytes are announced, but 33 bytes follow/);
    expect(refusal(zipSync({ 'a.npy': npy.subarray(0, -1) }))).toMatch(/but 31 bytes follow/);
    const huge = new TextDecoder('latin1')
      .decode(npy)
      .replace('(4,), }', '(4000000000, 4000000000), }')
      .replace(/ {19}(?=\n)/, '');
    expect(refusal(zipSync({ 'a.npy': Uint8Array.from(huge, letter => letter.charCodeAt(0)) }))).toMatch(/announced|larger than any array/);
  });

  it('with a name twice is refused, as entries or as arrays', () => {
    const twice = zipSync({ 'a.npy': [npy, { level: 0 }], 'b.npy': [npy, { level: 0 }] });
    const names = [...places(twice, LOCAL).map(at => at + 30), ...places(twice, CENTRAL).map(at => at + 46)];
    expect(
      refusal(
        changed(
          twice,
          names.map(at => [at, [0x61]] as const),
        ),
      ),
    ).toMatch(/entry 'a\.npy' is there twice/);
    expect(refusal(zipSync({ 'a.npy': npy, a: npy }))).toMatch(/array 'a' is there twice/);
  });

  it('whose entries share bytes is refused: few could pass for many', () => {
    const two = zipSync({ 'a.npy': [npy, { level: 0 }], 'a.np2': [npy, { level: 0 }] });
    const [, second = 0] = places(two, CENTRAL);
    expect(refusal(changed(two, [[second + 42, le(0)]]))).toMatch(/overlaps the one before it/);
  });

  it('that unpacks to more than is read is refused before it is unpacked', () => {
    // Twelve entries, each a plausible gigabyte by its sizes.
    const bomb = zipSync(Object.fromEntries(Array.from({ length: 12 }, (_, k) => [`${k}.npy`, [new Uint8Array(1_100_000), { level: 0 }]])));
    const changes = places(bomb, CENTRAL).map(
      at => [at, [...bomb.subarray(at, at + 10), 8, 0, ...bomb.subarray(at + 12, at + 24), ...le(2 ** 30)]] as const,
    );
    expect(refusal(changed(bomb, changes))).toMatch(/its arrays have 12884901888 bytes unpacked; 4294967296 at most are read/);
  });

  it('cut off anywhere is refused', () => {
    for (const file of [own, fixture('small.npz'), fixture('streamed.npz')])
      for (let length = 0; length < file.length; length++) expect(refusal(file.subarray(0, length))).toMatch(/is not an \.npz file/);
  });

  it('of any bytes is refused with a typed error', () => {
    const base = fixture('small.npz');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 }),
        changes => {
          const file = base.slice();
          for (const [at, by] of changes) file[at] = (file[at] ?? 0) ^ by;
          expect(typeof refusal(file)).toBe('string');
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});
