import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportError } from '@rheobase/core';
import { readNpz, writeNpy, writeNpz } from '@rheobase/data';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

const fixture = (name: string) => readNpz(name, new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url))));
const eighths = Array.from({ length: 12 }, (_, i) => i / 8 - 1);
const array = (name: string, file = 'kinds.npz') => {
  const { shape, data } = fixture(file).get(name) ?? { shape: [], data: [] };
  return [shape, Array.from(data)];
};

describe('arrays that numpy has written', () => {
  it('are read from stored entries, float64 and float32, under names with slashes', () => {
    expect(array('float64', 'stored.npz')).toEqual([[4, 3], eighths]);
    expect(array('float32', 'stored.npz')).toEqual([[4, 3], eighths]);
    expect(array('group/a', 'stored.npz')).toEqual([
      [4, 1],
      [0, 4.5, 9, 13.5],
    ]);
  });

  it('are read from deflated entries', () => {
    expect(array('float64', 'deflated.npz')).toEqual([[4, 3], eighths]);
    const [shape, data] = array('long', 'deflated.npz');
    expect(shape).toEqual([2000, 2]);
    expect(data?.at(3999)).toBeCloseTo(Math.sin(3999), 15);
  });

  it.each(['int64', 'int32'])('are read as %s', name => {
    expect(array(name)).toEqual([[4, 3], Array.from({ length: 12 }, (_, i) => i - 5)]);
  });

  it('are read as bytes, truth values, scalars, vectors and without elements', () => {
    expect(array('uint8')[1]).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(array('bool')[1]).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 1 : 0)));
    expect(array('scalar')).toEqual([[], [7]]);
    expect(array('vector')).toEqual([[2], [1.5, 2.5]]);
    expect(array('empty')).toEqual([[0, 3], []]);
  });

  it('are read whatever the order of bytes and axes', () => {
    expect(array('big')).toEqual([[4, 3], eighths]);
    expect(array('fortran')).toEqual([[4, 3], eighths]);
    expect(array('cube')).toEqual([[2, 3, 4], Array.from({ length: 24 }, (_, i) => i)]);
  });

  it.each([
    ['half.npz', /array 'half': elements of type '<f2' are not read/],
    ['objects.npz', /array 'objects': elements of type '\|O' are not read/],
    ['records.npz', /array 'records': arrays of records are not read/],
    ['large-integer.npz', /the integer 1152921504606846977 has no exact float64/],
  ])('are refused by name where they have no meaning as float64: %s', (file, message) => {
    expect(() => fixture(file)).toThrow(message);
    expect(() => fixture(file)).toThrow(ImportError);
  });
});

describe('broken files', () => {
  const whole = readFileSync(new URL('./fixtures/stored.npz', import.meta.url));

  it.each([0, 1, 30, 200, 500, 900])('are refused when cut off after %d bytes', length => {
    expect(() => readNpz('cut.npz', new Uint8Array(whole.subarray(0, length)))).toThrow(/cut\.npz is not an \.npz file/);
  });

  it('are refused where an entry is no array, or is shorter than announced', () => {
    const npy = writeNpy({ shape: [4], data: new Float64Array(4) });
    expect(() => readNpz('x.npz', zipSync({ 'a.npy': new Uint8Array(20) }))).toThrow(/x\.npz: array 'a': this is not a \.npy array/);
    expect(() => readNpz('x.npz', zipSync({ 'a.npy': npy.subarray(0, -3) }))).toThrow(/4 elements of 8 bytes are announced, but 29 bytes/);
    expect(() => readNpz('x.npz', zipSync({ 'a.npy': npy.subarray(0, 40) }))).toThrow(/the header is cut off/);
    expect(() => readNpz('x.npz', zipSync({ 'a.npy': npy.map((byte, i) => (i === 6 ? 9 : byte)) }))).toThrow(
      /version 9 of the \.npy format/,
    );
  });
});

describe('arrays that are written', () => {
  const arrays = new Map([
    ['in/a[0]->b.probe', { shape: [2, 3], data: Float64Array.of(0, -0, Number.NaN, 1e-310, Number.POSITIVE_INFINITY, Math.PI) }],
    ['empty', { shape: [0, 2], data: new Float64Array(0) }],
    ['vector', { shape: [1], data: Float64Array.of(0.1) }],
  ]);

  it('come back bit for bit, and make the same bytes again', () => {
    expect(readNpz('own', writeNpz(arrays))).toEqual(arrays);
    expect(writeNpz(arrays)).toEqual(writeNpz(arrays));
  });

  it.skipIf(!existsSync('/usr/bin/python3'))('are read by numpy, where it is there', ({ skip }) => {
    const file = join(mkdtempSync(join(tmpdir(), 'rheobase-')), 'own.npz');
    writeFileSync(file, writeNpz(arrays));
    const script = `
import json, sys
try: import numpy
except ImportError: print("null"); sys.exit()
with numpy.load(sys.argv[1]) as f: print(json.dumps({k: [str(f[k].dtype), f[k].shape, [x.hex() for x in f[k].ravel().tolist()]] for k in f}))`;
    const read: unknown = JSON.parse(execFileSync('/usr/bin/python3', ['-c', script, file], { encoding: 'utf8' }));
    if (read === null) skip();
    expect(read).toEqual({
      'in/a[0]->b.probe': [
        'float64',
        [2, 3],
        ['0x0.0p+0', '-0x0.0p+0', 'nan', expect.stringMatching(/p-1022$/), 'inf', '0x1.921fb54442d18p+1'],
      ],
      empty: ['float64', [0, 2], []],
      vector: ['float64', [1], ['0x1.999999999999ap-4']],
    });
  });
});
