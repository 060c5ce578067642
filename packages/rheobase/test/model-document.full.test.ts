import fc from 'fast-check';
import { ImportError, modelFromBytes, modelToBytes, RheobaseError } from 'rheobase';
import { describe, expect, it } from 'vitest';
import { model } from './stored-models.js';

describe('a model document, at length', () => {
  it('cut anywhere is an ImportError, for models of every kind', async () => {
    for (let variant = 0; variant < 3; variant++) {
      const bytes = modelToBytes(await model(variant));
      const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
      for (let length = 0; length < bytes.length; length += length < header ? 7 : 97) {
        expect(() => modelFromBytes(bytes.subarray(0, length))).toThrow(ImportError);
      }
    }
  });

  it('with changed bytes is read or refused with a typed error: 20,000 changes', async () => {
    const files = await Promise.all(Array.from({ length: 9 }, async (_, variant) => modelToBytes(await model(variant))));
    const edit = fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'insert', 'remove'));
    fc.assert(
      fc.property(fc.nat(8), fc.array(edit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        const bytes = Array.from(files[file] ?? []);
        for (const [place, value, kind] of edits)
          bytes.splice(place % 12_000, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [value]));
        try {
          modelFromBytes(Uint8Array.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RheobaseError);
        }
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });
});
