import { exportedKernel, exportedMemory, moduleBytes } from '@rheobase/kernels';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => void vi.unstubAllGlobals());

/** A module without anything in it. */
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];

describe('moduleBytes', () => {
  test.each(['in Node', 'in browsers'])('decodes hexadecimal digits %s', place => {
    const text = Buffer.from(EMPTY).toString('hex');
    if (place === 'in browsers') vi.stubGlobal('Buffer', undefined);
    expect(Array.from(moduleBytes(text))).toEqual(EMPTY);
  });
});

test('a module without what is asked of it is rejected by name', () => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(EMPTY)));
  expect(() => exportedKernel(exports, 'multiply')).toThrow('the module has no kernel multiply');
  expect(() => exportedMemory(exports)).toThrow('the module has no memory');
});
