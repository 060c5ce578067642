import { build } from '@rheobase/build';
import { lower, standardPasses } from '@rheobase/program';
import { expect, it } from 'vitest';
import { codes } from '../src/generated/codes.js';
import { planProgram } from '../src/plan/plan-program.js';
import { everything } from './vocabulary.js';

const names = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));

/** The kernels that the records of a table call. */
function* kernelsOf(words: Int32Array): Iterable<string> {
  for (let at = 0; at < words.length; at += (words[at + 1] ?? 0) / 4) yield names.get(words[at] ?? -1) ?? 'none';
}

it.each(['float64', 'float32'] as const)('the networks that are compared with the reference reach every kernel in %s', async precision => {
  const seen = new Set<string>();
  for (const [, make] of everything) {
    const { table } = planProgram(lower(await build(make()), { dt: 0.001, passes: standardPasses }), precision, 3);
    for (const name of kernelsOf(table.words)) seen.add(name);
  }
  // In float32 short steps of LIF neurons have a kernel of their own.
  const expected = Object.keys(codes).filter(name => name !== 'lifShort' || precision === 'float32');
  expect(Array.from(seen).sort()).toEqual(expected.toSorted());
});
