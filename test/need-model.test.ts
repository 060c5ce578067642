import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as build from '@rheobase/build';
import * as conversion from '@rheobase/conversion';
import * as model from '@rheobase/model';
import * as fixedPoint from '@rheobase/plugin-fixed-point';
import * as program from '@rheobase/program';
import * as runtime from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Exports that other packages call in the middle of their work, with a Model that was checked on its way in. */
const within = [
  'deltaShape',
  'encodersInto',
  'learnsEncoders',
  'postsynaptic',
  'ruleSignalSize',
  'ruleSizes',
  'scaledEncoders',
  'weightedInputs',
];

/** The other exports of a package whose first parameter is a Model, as its sources declare them. */
function takers(folder: string): readonly string[] {
  const index = join(folder, 'src/index.ts');
  return Array.from(read(index).matchAll(/^export \{([^}]*)\} from '(\.[^']*)\.js';/gm)).flatMap(([, list = '', file = '']) => {
    const source = read(join(dirname(index), `${file}.ts`));
    return list
      .split(',')
      .map(name => name.trim())
      .filter(
        name =>
          name !== '' &&
          !within.includes(name) &&
          new RegExp(`^export (async function|function|const) ${name}\\b[^(;]*\\(\\s*\\w+: Model\\b`, 'm').test(source),
      );
  });
}

const packages = {
  'packages/build': build,
  'packages/conversion': conversion,
  'packages/model': model,
  'packages/program': program,
  'packages/runtime': runtime,
  'plugins/fixed-point': fixedPoint,
};
const functions = Object.entries(packages).flatMap(([folder, exported]) => takers(folder).map(name => ({ name, exported })));

/** What a call raises, at once or later. */
async function raised(exported: object, name: string, given: unknown): Promise<unknown> {
  try {
    return await Reflect.apply(Reflect.get(exported, name), undefined, [given, {}]);
  } catch (error) {
    return error;
  }
}

describe('what is no Model is told in a sentence, before anything else', () => {
  it('by functions that are found in the sources', () => {
    const names = functions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['resolve', 'lower', 'nodeAt', 'tensorOf', 'convert', 'fanOut', 'refuse', 'placementOf']));
    expect(names.length).toBeGreaterThan(35);
  });

  it.each(functions)('$name: a promise, where await was forgotten', async ({ name, exported }) => {
    expect(await raised(exported, name, Promise.resolve())).toMatchObject({
      code: 'not-a-model',
      message: `${name}: a Model is needed, but a promise was given; put await before build(network)`,
      given: 'Promise',
    });
  });

  it.each([
    [Object.create(null), 'an object of class (none)', 'object'],
    [{ tensors: [] }, 'an object of class Object', 'Object'],
    [[], 'an array', 'Array'],
    [() => 1, 'a function', expect.any(Function)],
    ['', '""', ''],
    [null, 'null', null],
    [Symbol.for('model'), 'Symbol(model)', Symbol.for('model')],
  ])('%# whatever it is', async (value, what, given) => {
    expect(await raised(program, 'lower', value)).toMatchObject({ message: `lower: a Model is needed, but ${what} was given`, given });
  });
});
