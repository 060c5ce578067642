import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Dataset, dataset, readIdx, samplesOf } from 'rheobase';

export interface Digits {
  readonly name: string;
  readonly train: Dataset;
  readonly test: Dataset;
}

const own = fileURLToPath(new URL('../../data/digits', import.meta.url));

/** Every image and its four shifts by one pixel: with few images to learn from, it keeps a network from learning places by heart. */
export function withShifts(data: Dataset): Dataset {
  const [height = 1, width = 1] = data.itemShape;
  const pixels = height * width;
  const moves = [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  const x = new Float32Array(moves.length * data.size * pixels);
  const labels = new Int32Array(moves.length * data.size);
  for (const [m, [down, right]] of moves.entries()) {
    labels.set(data.labels, m * data.size);
    for (let i = 0; i < data.size * pixels; i++) {
      const from = { row: Math.floor((i % pixels) / width) - down, column: (i % width) - right };
      const inside = from.row >= 0 && from.row < height && from.column >= 0 && from.column < width;
      const value = data.x.data[i - down * width - right];
      x[m * data.size * pixels + i] = inside && value !== undefined ? value : 0;
    }
  }
  return dataset({ ...data, x: samplesOf([labels.length, 1, pixels], x), labels });
}

/** The 8 × 8 digits that come with the project, or MNIST from a folder: its training and test files, or 8,000 + 2,000 test images. */
export async function readDigits(mnist: string | null): Promise<Digits> {
  if (mnist === null) {
    return { name: 'digits 8 × 8', train: await readIdx(own, { images: [0, 1500] }), test: await readIdx(own, { images: [1500, 1797] }) };
  }
  const names = await readdir(mnist).catch(() => []);
  if (names.some(name => name.startsWith('train-images'))) {
    return { name: 'MNIST', train: await readIdx(mnist, { set: 'train' }), test: await readIdx(mnist, { set: 't10k' }) };
  }
  return {
    name: 'MNIST test set',
    train: await readIdx(mnist, { images: [0, 8000] }),
    test: await readIdx(mnist, { images: [8000, 10000] }),
  };
}
