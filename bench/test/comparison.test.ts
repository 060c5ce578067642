import { describe, expect, test } from 'vitest';
import { benchRecord, readRecord } from '../src/measure/record.js';
import { compare } from '../src/pairs/comparison.js';
import { inTurn } from '../src/pairs/in-turn.js';
import { summarise } from '../src/pairs/summary.js';

const runs = (system: string, speeds: readonly number[], builds: readonly number[] = [], name = 'channel') =>
  speeds.map((steps_per_s, turn) =>
    benchRecord({ case: name, system, steps_per_s, build_s: builds[turn] ?? null, neuron_updates_per_s: 100 * steps_per_s }),
  );

describe('runs in turn', () => {
  test('every system runs once before any runs again', async () => {
    const order: string[] = [];
    const contender = (system: string) => ({ system, run: async () => benchRecord({ case: 'channel', system }) });
    const records = await inTurn([contender('a'), contender('b')], 3, ({ system }) => order.push(system));
    expect(order.join('')).toBe('ababab');
    expect(records.get('b')).toHaveLength(3);
  });
});

describe('comparisons', () => {
  test('are with the fastest rival, turn by turn', () => {
    const found = compare(runs('ours', [10, 30, 20]), [runs('slow', [1, 1, 1]), runs('fast', [5, 10, 20])]);
    expect(found.theirs.system).toBe('fast');
    expect(found.rivals).toBe('slow or fast');
    expect(found.speed).toEqual({ median: 2, min: 1, max: 3 });
    expect(found.ours.ns_per_neuron_update).toBeCloseTo(1e9 / 2000, 6);
  });

  test('a build that takes half as long counts 2, against the rival that builds fastest', () => {
    const found = compare(runs('ours', [1, 1, 1], [1, 1, 1]), [runs('a', [9, 9, 9], [4, 4, 4]), runs('b', [1, 1, 1], [2, 2, 2])]);
    expect(found.build?.median).toBe(2);
    expect(found.theirs.system).toBe('a');
  });

  test('what a rival does not tell is not compared', () => {
    const found = compare(runs('ours', [1], [1]), [runs('c', [2])]);
    expect(found.build).toBe(null);
    expect(found.speed?.median).toBe(0.5);
  });

  test('a summary has the geometric mean and the worst case of each pair of systems', () => {
    const against = (name: string, speed: number, rival: string) => compare(runs('ours', [speed], [], name), [runs(rival, [1], [], name)]);
    expect(summarise([against('a', 2, 'x'), against('b', 8, 'x'), against('a', 3, 'y')])).toEqual([
      { ours: 'ours', rivals: 'x', quantity: 'speed', cases: 2, geometric_mean: expect.closeTo(4, 9), worst: 2, worst_case: 'a' },
      { ours: 'ours', rivals: 'y', quantity: 'speed', cases: 1, geometric_mean: expect.closeTo(3, 9), worst: 3, worst_case: 'a' },
    ]);
  });
});

describe('records that scripts print', () => {
  test('what is not told is null, what is no record is passed over', () => {
    expect(readRecord('{"case":"a:N=1000:D=1","system":"c-f32","steps_per_s":10.5,"mean_rate_hz":null}')).toEqual(
      benchRecord({ case: 'a:N=1000:D=1', system: 'c-f32', steps_per_s: 10.5 }),
    );
    expect(readRecord('WARNING: something')).toBe(null);
    expect(readRecord('{"note": 1}')).toBe(null);
  });

  test('the emulator of a chip tells milliseconds a step', () => {
    expect(readRecord('{"net":"channel-2x500","on_chip_compartments":500,"ms_per_step":4}')).toMatchObject({
      case: 'channel-2x500',
      neurons: 500,
      steps_per_s: 250,
    });
  });
});
