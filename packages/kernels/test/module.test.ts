import { moduleBytes } from '@rheobase/kernels';
import { describe, expect, test } from 'vitest';

describe('the modules', () => {
  test.each(['simulate', 'solve'] as const)('%s is WebAssembly', name => {
    expect(Array.from(moduleBytes(name).subarray(0, 8))).toEqual([0, 97, 115, 109, 1, 0, 0, 0]);
  });
});
