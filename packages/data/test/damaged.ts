import { readFileSync } from 'node:fs';
import { ImportError } from '@rheobase/core';
import type { NumberArray } from '@rheobase/data';
import { readNpz } from '@rheobase/data';

export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));

const same = (a: ReadonlyMap<string, NumberArray>, b: ReadonlyMap<string, NumberArray>): boolean =>
  a.size === b.size &&
  Array.from(a).every(([name, { shape, data }]) => {
    const other = b.get(name);
    return (
      other !== undefined &&
      String(other.shape) === String(shape) &&
      Buffer.compare(new Uint8Array(other.data.buffer), new Uint8Array(data.buffer)) === 0
    );
  });

/** What a file is read as, with each of its bits turned, or every so many: how often as before, how often refused; where neither, by byte and bit. */
export function flips(
  file: Uint8Array,
  every = 1,
): {
  readonly bits: number;
  readonly refused: number;
  readonly same: number;
  readonly silent: readonly string[];
} {
  const whole = readNpz('file', file);
  const counts = { refused: 0, same: 0 };
  const silent: string[] = [];
  for (let bit = 0; bit < file.length * 8; bit += every) {
    const damaged = file.slice();
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    try {
      if (same(readNpz('file', damaged), whole)) counts.same += 1;
      else silent.push(`byte ${bit >> 3}, bit ${bit & 7}`);
    } catch (error) {
      if (error instanceof ImportError) counts.refused += 1;
      else silent.push(`byte ${bit >> 3}, bit ${bit & 7}: ${String(error)}`);
    }
  }
  return { bits: Math.ceil((file.length * 8) / every), ...counts, silent };
}
