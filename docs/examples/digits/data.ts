import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Dataset, readIdx } from 'rheobase';

export interface Digits {
  readonly name: string;
  readonly train: Dataset;
  readonly test: Dataset;
}

const own = fileURLToPath(new URL('../../data/digits', import.meta.url));

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
