import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Networks and data that lie beside the repository; tests that need them are skipped where they do not. */
const shared = new URL('../../../../shared/', import.meta.url);

/** Two of the networks lie in the repository itself. */
const folderOf = (name: string): URL =>
  ['digits_cnn', 'mlp_dropout'].includes(name) ? new URL('models/', import.meta.url) : new URL('models/', shared);

export const hasModels = existsSync(new URL('models/digits_cnn.onnx', shared));

export const hasMnist = hasModels && existsSync(new URL('data/mnist/t10k-images-idx3-ubyte.gz', shared));

export const modelBytes = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`${name}.onnx`, folderOf(name))));

export interface Reference {
  readonly input: { readonly normalisation: { readonly mean?: number; readonly std?: number } };
  readonly referenceImages?: readonly [number, number];
  readonly testAccuracy?: number;
  readonly referenceOutputs: readonly (readonly number[])[];
}

export const reference = (name: string): Reference => JSON.parse(readFileSync(new URL(`${name}.json`, folderOf(name)), 'utf8'));

/** Images [from, to) of an IDX file as `(pixel / scale − mean) / std`, with one channel. */
const images = (file: string, from: number, to: number, scale: number, mean: number, std: number) => {
  const bytes = gunzipSync(readFileSync(new URL(file, shared)));
  const [height, width] = [bytes.readUInt32BE(8), bytes.readUInt32BE(12)];
  const pixels = bytes.subarray(16 + from * height * width, 16 + to * height * width);
  return { shape: [to - from, 1, height, width], data: Float64Array.from(pixels, pixel => (pixel / scale - mean) / std) };
};

export const digits = (from: number, to: number) => images('data/digits/digits-images-idx3-ubyte.gz', from, to, 16, 0, 1);

/** Labels [from, to) of the digits. */
export const digitLabels = (from: number, to: number): readonly number[] => [
  ...gunzipSync(readFileSync(new URL('data/digits/digits-labels-idx1-ubyte.gz', shared))).subarray(8 + from, 8 + to),
];

export const mnist = (from: number, to: number, mean: number, std: number) =>
  images('data/mnist/t10k-images-idx3-ubyte.gz', from, to, 255, mean, std);
