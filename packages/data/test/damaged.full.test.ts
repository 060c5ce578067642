import { expect, it } from 'vitest';
import { fixture, flips } from './damaged.js';

it('every seventh bit of a larger deflated file: the same arrays or an error', { timeout: 600_000 }, () => {
  const { bits, refused, same, silent } = flips(fixture('deflated.npz'), 7);
  expect(silent).toEqual([]);
  expect(refused + same).toBe(bits);
});
