import { ImportError, knownOptions, optionNames, shown, UnsupportedError, ValidationError } from '@rheobase/core';
import type { Dataset } from '../check-dataset.js';
import { dataset } from '../dataset.js';
import { samplesOf } from '../samples.js';
import { type Source, storedSource } from '../source.js';
import { type IdxArray, parseIdx, unpacked } from './idx.js';

/** The two files of an image set, as bytes (gzipped or not): for browsers, and wherever the bytes are at hand. */
export interface IdxBytes {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export interface ReadIdxOptions {
  /** First image and the one after the last. Default all. */
  readonly images?: readonly [from: number, to: number];
  /** Start of the names of the two files (`train`, `t10k`, `digits` …), where a folder has several sets. */
  readonly set?: string;
  /** Pixel value that becomes 1. Default the largest in the file. */
  readonly white?: number;
  /** Whether pixels stay the bytes of the file and are converted row by row: a quarter of the memory, the same values. Default false. */
  readonly lazy?: boolean;
}

const names = optionNames<ReadIdxOptions>({ images: true, set: true, white: true, lazy: true });
const bytesNames = optionNames<IdxBytes>({ images: true, labels: true });

interface FileSystem {
  readdir(folder: string): Promise<string[]>;
  readFile(path: string): Promise<Uint8Array>;
}

/** Node's file system; loaded only when a folder is read, so that browsers can load this module. */
async function fileSystem(): Promise<FileSystem> {
  const name = 'node:fs/promises';
  try {
    const module: FileSystem = await import(name);
    return module;
  } catch {
    throw new UnsupportedError('readIdx: folders are read in Node only; here, give { images, labels } as bytes', {
      code: 'no-file-system',
    });
  }
}

/** Images and labels, each read from a file that errors name. */
interface IdxPair {
  readonly images: IdxArray;
  readonly labels: IdxArray;
}

const array = async (bytes: Uint8Array, name: string): Promise<IdxArray> => parseIdx(await unpacked(bytes, name), name);

async function fromFolder(folder: string, set: string | undefined): Promise<IdxPair> {
  const fs = await fileSystem();
  const names = await fs.readdir(folder).catch(() => {
    throw new ImportError(`readIdx: there is no folder '${folder}' that can be read`, { code: 'unknown-path', given: folder });
  });
  const images = names.filter(name => /images.*idx3-ubyte(\.gz)?$/.test(name) && (set === undefined || name.startsWith(set))).sort();
  const [image] = images;
  if (image === undefined || images.length > 1) {
    const what =
      image === undefined
        ? `no ${set ?? ''} *images*idx3-ubyte(.gz) file`
        : `several image files (${images.join(', ')}); name one with set`;
    throw new ImportError(`readIdx: folder '${folder}' has ${what}`, {
      code: 'missing-file',
      given: folder,
      allowed: 'one set of images and labels',
    });
  }
  const wanted = image.replace('images', 'labels').replace('idx3', 'idx1');
  const label = names.find(name => name === wanted || name === wanted.replace(/\.gz$/, '') || name === `${wanted}.gz`);
  if (label === undefined)
    throw new ImportError(`readIdx: folder '${folder}' has ${image}, but no ${wanted}`, { code: 'missing-file', given: folder });
  const read = async (name: string): Promise<IdxArray> => {
    const bytes = await fs.readFile(`${folder}/${name}`).catch(() => {
      throw new ImportError(`${name}: the file cannot be read`, { code: 'unknown-path', object: name, given: folder });
    });
    return array(bytes, name);
  };
  return { images: await read(image), labels: await read(label) };
}

function assemble({ images, labels }: IdxPair, { images: range, white, lazy = false }: ReadIdxOptions): Dataset<Source> {
  if (white !== undefined && !(white > 0 && Number.isFinite(white))) {
    throw new ValidationError(`readIdx: white must be a pixel value > 0, but ${white} was given`, {
      code: 'invalid-parameter',
      given: white,
      allowed: '> 0',
    });
  }
  const [count = 0, height = 0, width = 0] = images.shape;
  if (images.shape.length !== 3 || labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw new ImportError(`readIdx: images of shape [${images.shape}] and labels of shape [${labels.shape}] do not belong together`, {
      code: 'size-mismatch',
      given: [images.shape, labels.shape],
      allowed: '(n, height, width) and (n)',
    });
  }
  const [from, to] = range ?? [0, count];
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= count)) {
    throw new ValidationError(`readIdx: images [${from}, ${to}) were asked for, but the file has ${count}`, {
      code: 'invalid-range',
      given: [from, to],
      allowed: `0 to ${count}`,
    });
  }
  const size = height * width;
  const scale =
    white ??
    Math.max(
      images.data.reduce((highest, value) => Math.max(highest, value), 0),
      1,
    );
  const shape = [to - from, 1, size] as const;
  const bytes = images.data.subarray(from * size, to * size);
  return dataset({
    x: lazy
      ? storedSource(shape, bytes, value => Math.fround(value / scale))
      : samplesOf(
          shape,
          Float32Array.from(bytes, value => value / scale),
        ),
    labels: Int32Array.from(labels.data.subarray(from, to)),
    classes: labels.data.reduce((highest, label) => Math.max(highest, label), 0) + 1,
    itemShape: [height, width, 1],
  });
}

/**
 * Images and labels from IDX files (MNIST and its like), gzipped or not: pixels scaled to [0, 1], each image one step. `source` is a folder
 * (in Node) or the bytes. `ImportError` names the file that is missing, damaged or cut short.
 */
export async function readIdx(source: string | IdxBytes, options?: ReadIdxOptions & { readonly lazy?: false }): Promise<Dataset>;
export async function readIdx(source: string | IdxBytes, options: ReadIdxOptions): Promise<Dataset<Source>>;
export async function readIdx(source: string | IdxBytes, options: ReadIdxOptions = {}): Promise<Dataset<Source>> {
  const { lazy = false } = options;
  if (typeof lazy !== 'boolean') {
    throw new ValidationError(`readIdx: lazy must be true or false, but ${shown(lazy)} was given`, {
      code: 'invalid-parameter',
      given: lazy,
      allowed: 'true or false',
    });
  }
  knownOptions('readIdx', options, names);
  if (typeof source !== 'string') knownOptions('readIdx: source', source, bytesNames);
  const pair =
    typeof source === 'string'
      ? await fromFolder(source, options.set)
      : { images: await array(source.images, 'images'), labels: await array(source.labels, 'labels') };
  return assemble(pair, options);
}
