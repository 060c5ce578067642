import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ImportError, RheobaseError, ValidationError } from '@rheobase/core';
import { parseIdx, readIdx } from '@rheobase/data';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const digits = fileURLToPath(new URL('../../../docs/examples/data/digits', import.meta.url));

function idx(shape: readonly number[], data: readonly number[], type = 8): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, type, shape.length]);
  shape.forEach((length, axis) => void view.setUint32(4 + 4 * axis, length));
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

const images = idx([3, 2, 2], [0, 50, 100, 200, 10, 20, 30, 40, 0, 0, 0, 100]);
const labels = idx([3], [2, 0, 1]);

describe('parseIdx', () => {
  it('gives shape and bytes', () => {
    expect(parseIdx(images, 'x')).toEqual({ shape: [3, 2, 2], data: images.subarray(16) });
    expect(parseIdx(idx([0, 28, 28], []), 'x').shape).toEqual([0, 28, 28]);
  });

  it('reads bytes that lie anywhere in a buffer', () => {
    const moved = new Uint8Array(images.length + 5);
    moved.set(images, 5);
    expect(parseIdx(moved.subarray(5), 'x')).toEqual(parseIdx(images, 'x'));
  });

  it('names the file whatever place it is cut at', () => {
    for (let length = 0; length < images.length; length++) {
      const cut = () => parseIdx(images.slice(0, length), 'shortened');
      expect(cut).toThrow(ImportError);
      expect(cut).toThrow(/^shortened: /);
    }
  });

  it.each([
    ['bytes that follow the end', Uint8Array.of(...images, 0), /13 follow/],
    ['another magic number', Uint8Array.of(1, ...images.slice(1)), /does not start like an IDX file/],
    ['another element type', idx([1], [0], 0x0d), /type 0xd; type 0x08/],
    ['no axes', idx([], []), /header of 0 axes/],
    ['more elements than can be', idx([2 ** 31, 2 ** 31, 2 ** 31], []), /but 0 follow/],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => parseIdx(bytes, 'f')).toThrow(message);
    expect(() => parseIdx(bytes, 'f')).toThrow(expect.objectContaining({ name: 'ImportError', object: 'f' }));
  });

  it('either reads or raises an ImportError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        try {
          parseIdx(bytes, 'f');
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('readIdx of bytes', () => {
  it('scales pixels by the largest in the file and keeps labels in order', async () => {
    const data = await readIdx({ images, labels });
    expect(data).toMatchObject({ size: 3, classes: 3, itemShape: [2, 2, 1], labels: Int32Array.of(2, 0, 1) });
    expect(data.x.shape).toEqual([3, 1, 4]);
    expect(Array.from(data.x.data.slice(0, 4))).toEqual([0, 0.25, 0.5, 1]);
  });

  it('scales by another white where asked', async () => {
    const data = await readIdx({ images, labels }, { white: 100 });
    expect(Array.from(data.x.data.slice(0, 4))).toEqual([0, 0.5, 1, 2]);
    for (const white of [0, -1, Number.NaN]) {
      await expect(readIdx({ images, labels }, { white })).rejects.toMatchObject({ name: 'ValidationError', given: white });
    }
  });

  it('unpacks gzipped files', async () => {
    expect(await readIdx({ images: gzipSync(images), labels: gzipSync(labels) })).toEqual({
      ...(await readIdx({ images, labels })),
      slice: expect.any(Function),
    });
  });

  it('takes a range, with the classes and the white of the whole file', async () => {
    const data = await readIdx({ images, labels }, { images: [1, 3] });
    expect(data).toMatchObject({ size: 2, classes: 3, labels: Int32Array.of(0, 1) });
    expect(data.x.data[7]).toBe(0.5);
  });

  it.each([
    [-1, 2],
    [2, 2],
    [0, 4],
    [0.5, 2],
  ])('refuses range %d to %d', async (from, to) => {
    const failed = readIdx({ images, labels }, { images: [from, to] });
    await expect(failed).rejects.toThrow(ValidationError);
    await expect(failed).rejects.toThrow(`readIdx: images [${from}, ${to}) were asked for, but the file has 3`);
  });

  it('refuses images and labels that do not belong together', async () => {
    await expect(readIdx({ images, labels: idx([2], [0, 1]) })).rejects.toThrow('images of shape [3,2,2] and labels of shape [2]');
    await expect(readIdx({ images: labels, labels: images })).rejects.toThrow(ImportError);
  });

  it('names the file whose gzip is cut or damaged', async () => {
    const packed = gzipSync(labels);
    for (let length = 2; length < packed.length; length++) {
      await expect(readIdx({ images, labels: packed.subarray(0, length) })).rejects.toMatchObject({
        name: 'ImportError',
        message: expect.stringMatching(/^labels: /),
      });
    }
    const damaged = Uint8Array.from(packed);
    damaged[12] = (damaged[12] ?? 0) ^ 0xff;
    await expect(readIdx({ images, labels: damaged })).rejects.toBeInstanceOf(RheobaseError);
  });
});

describe('readIdx of a folder', () => {
  let folder = '';
  const file = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rheobase-idx-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads the digits that come with the project', async () => {
    const data = await readIdx(digits);
    expect(data).toMatchObject({ size: 1797, classes: 10, itemShape: [8, 8, 1] });
    expect(data.x.shape).toEqual([1797, 1, 64]);
    expect(Math.max(...data.x.data)).toBe(1);
    expect(Math.min(...data.x.data)).toBe(0);
    const counts = new Array(10).fill(0).map((_, digit) => data.labels.filter(label => label === digit).length);
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    const part = await readIdx(digits, { images: [1500, 1797], set: 'digits' });
    expect(part.x.data).toEqual(data.slice(1500, 1797).x.data);
  });

  it('says so where there is none', async () => {
    await expect(readIdx(join(folder, 'nowhere'))).rejects.toThrow(/readIdx: there is no folder '.*nowhere' that can be read/);
    await expect(readIdx(folder)).rejects.toThrow(/has no {1,2}\*images\*idx3-ubyte/);
  });

  it('asks for a set where there are several, and finds it', async () => {
    for (const set of ['train', 't10k']) {
      await file(`${set}-images-idx3-ubyte`, images);
      await file(`${set}-labels-idx1-ubyte.gz`, gzipSync(labels));
    }
    await expect(readIdx(folder)).rejects.toThrow(
      /several image files \(t10k-images-idx3-ubyte, train-images-idx3-ubyte\); name one with set/,
    );
    expect((await readIdx(folder, { set: 'train' })).size).toBe(3);
    await expect(readIdx(folder, { set: 'other' })).rejects.toMatchObject({ name: 'ImportError', code: 'missing-file' });
  });

  it('names the file that is missing, cut or unreadable', async () => {
    await file('alone-images-idx3-ubyte', images);
    await expect(readIdx(folder, { set: 'alone' })).rejects.toThrow('has alone-images-idx3-ubyte, but no alone-labels-idx1-ubyte');
    await file('cut-images-idx3-ubyte', images);
    await file('cut-labels-idx1-ubyte', labels.slice(0, 10));
    await expect(readIdx(folder, { set: 'cut' })).rejects.toMatchObject({
      name: 'ImportError',
      message: expect.stringContaining('cut-labels-idx1-ubyte: '),
    });
    await file('dir-images-idx3-ubyte', images);
    await mkdir(join(folder, 'dir-labels-idx1-ubyte'));
    await expect(readIdx(folder, { set: 'dir' })).rejects.toMatchObject({
      name: 'ImportError',
      message: expect.stringContaining('dir-labels-idx1-ubyte'),
    });
  });

  it('agrees with the bytes', async () => {
    const [i, l] = await Promise.all(['images-idx3', 'labels-idx1'].map(name => readFile(join(digits, `digits-${name}-ubyte.gz`))));
    const fromBytes = await readIdx({ images: i ?? new Uint8Array(0), labels: l ?? new Uint8Array(0) });
    expect(fromBytes.x).toEqual((await readIdx(digits)).x);
  });
});
