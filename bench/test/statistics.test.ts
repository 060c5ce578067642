import { describe, expect, test } from 'vitest';
import { geometricMean, median, ratioOf } from '../src/statistics.js';

describe('statistics of timings', () => {
  test('the median is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
    expect(median([])).toBeNaN();
  });

  test('twice as fast once and half as fast once is as fast', () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
    expect(geometricMean([2, 4, 8])).toBeCloseTo(4, 12);
  });

  test('a ratio is that of the medians; its limits are those of the turns', () => {
    expect(ratioOf([10, 30, 20], [5, 10, 20])).toEqual({ median: 2, min: 1, max: 3 });
  });

  test('what one slow turn does to both leaves the limits alone', () => {
    expect(ratioOf([10, 1, 10], [5, 0.5, 5])).toEqual({ median: 2, min: 2, max: 2 });
  });
});
