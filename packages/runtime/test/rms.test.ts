import { rms, rmse } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

describe('root mean squares', () => {
  it('are those of the definition', () => {
    expect(rms([3, -4])).toBe(Math.sqrt(12.5));
    expect(rmse([1, 2, 5], Float32Array.of(1, 2, 2))).toBe(Math.sqrt(3));
    expect(rmse([1], [Number.NaN])).toBeNaN();
  });

  it('refuse nothing, and lists of unequal length', () => {
    expect(refusal(() => rms([])).message).toContain('no values');
    expect(refusal(() => rmse([1, 2], [1])).message).toContain('2 values cannot be compared with 1');
  });
});
