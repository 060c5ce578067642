import { module } from '@rheobase/kernels';
import { describe, expect, test } from 'vitest';

describe('the modules', () => {
  test.each(['simulate', 'solve'] as const)('%s is valid WebAssembly', name => {
    expect(WebAssembly.validate(module(name))).toBe(true);
  });
});
