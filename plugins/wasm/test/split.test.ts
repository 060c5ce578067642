import { build } from '@rheobase/build';
import type { Network } from '@rheobase/core';
import { checkProgram, lower, type Program, standardPasses } from '@rheobase/program';
import { describe, expect, test } from 'vitest';
import { componentsOf } from '../src/threads/split/components.js';
import { groupsOf } from '../src/threads/split/groups.js';
import { partsOf, putRows, rowsOf } from '../src/threads/split/rows.js';
import { subProgramsOf } from '../src/threads/split/sub-programs.js';
import { apart, channel, hosted, learning, noisy } from './threads-networks.js';

const programOf = async (network: Network): Promise<Program> => lower(await build(network), { dt: 0.001, passes: standardPasses });

function split(program: Program, threads: number, host: readonly number[] = []): readonly Program[] {
  const { components, shared } = componentsOf(program);
  return subProgramsOf(program, groupsOf(program, components, new Set(host), threads), shared);
}

describe('a program in parts', () => {
  test('has every operator and every probe once, but for what each has its own of, and makes sense', async () => {
    for (const make of [apart, channel, hosted, learning, noisy]) {
      const program = await programOf(make());
      const parts = split(program, 3);
      const { shared } = componentsOf(program);
      const common = new Set(shared.map(index => program.operators[index]));
      const known = (list: Program['operators']) => list.filter(operator => !common.has(operator));
      const all = parts.flatMap(({ operators }) => known(operators));
      expect(new Set(all)).toEqual(new Set(known(program.operators)));
      expect(all).toHaveLength(known(program.operators).length);
      expect(parts.flatMap(({ probes }) => Array.from(probes.keys())).sort()).toEqual(Array.from(program.probes.keys()).sort());
      expect(new Set(parts.flatMap(({ inputs }) => Array.from(inputs.keys())))).toEqual(new Set(program.inputs.keys()));
      expect(parts.flatMap(({ learned }) => learned)).toEqual(program.learned);
      for (const part of parts) checkProgram(part);
    }
  });

  test('is in as many as are worth a thread, the costly ones apart', async () => {
    const sources = (program: Program) => program.operators.flatMap(({ kind, source }) => (kind === 'neurons' ? [source] : [])).sort();
    const [program, whole] = [await programOf(apart()), await programOf(channel())];
    expect(split(program, 2).map(sources)).toEqual([
      ['a0', 'b0'],
      ['a1', 'a2', 'b1', 'b2'],
    ]);
    expect(split(program, 3)).toHaveLength(3);
    expect(split(program, 8)).toHaveLength(3);
    expect(split(whole, 2)).toHaveLength(1);
  });

  test('keeps what the host has a share in for the first', async () => {
    const program = await programOf(hosted());
    const host = program.operators.flatMap(({ kind }, index) => (kind === 'call' ? [index] : []));
    const [first, second] = split(program, 2, host);
    expect(first?.operators.some(({ kind }) => kind === 'call')).toBe(true);
    expect(Array.from(second?.probes.keys() ?? [])).toEqual(['b out']);
  });
});

describe('a batch in parts', () => {
  test('of nearly equal size, each item once', () => {
    expect(partsOf(7, 3).map(({ from, count }) => [from, count])).toEqual([
      [0, 2],
      [2, 2],
      [4, 3],
    ]);
  });

  test('gives rows that can be put together again', () => {
    const rows = Float64Array.from({ length: 4 * 5 * 3 }, (_, i) => i);
    const again = new Float64Array(rows.length);
    const parts = partsOf(5, 2);
    expect(Array.from(rowsOf(rows, 5, 3, { from: 3, count: 1 }).slice(0, 4))).toEqual([9, 10, 11, 24]);
    for (const items of parts) putRows(again, 5, 3, items, rowsOf(rows, 5, 3, items));
    expect(again).toEqual(rows);
  });
});
