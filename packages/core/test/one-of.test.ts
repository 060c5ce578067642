import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeWord, oneOf, ValidationError } from '../src/index.js';

const losses = ['crossEntropy', 'meanSquaredError'] as const;

describe('a word that an option takes', () => {
  it('is given back where it is valid', () => {
    for (const word of losses) expect(oneOf('fit', 'loss', word, losses)).toBe(word);
  });

  it('is refused with the valid ones otherwise, and with the one that was probably meant', () => {
    expect(() => oneOf('fit', 'loss', 'categoricalCrossentropy', losses)).toThrow(
      "fit: loss must be one of 'crossEntropy', 'meanSquaredError', but 'categoricalCrossentropy' was given; did you mean 'crossEntropy'?",
    );
    expect(() => oneOf('fit', 'loss', 'hinge', losses)).toThrow(
      expect.objectContaining({ message: "fit: loss must be one of 'crossEntropy', 'meanSquaredError', but 'hinge' was given" }),
    );
  });

  it.each([
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [{}, 'an object'],
    [['crossEntropy'], 'an array'],
    [() => 1, 'a function'],
    [undefined, 'undefined'],
    [Symbol('x'), 'Symbol(x)'],
    [Object.create(null), 'an object'],
  ])('is refused where %o is given', (given, shown) => {
    expect(() => oneOf('fit', 'loss', given, losses)).toThrow(`but ${shown} was given`);
    expect(() => oneOf('fit', 'loss', given, losses)).toThrow(expect.objectContaining({ code: 'invalid-parameter', object: 'fit', given }));
  });

  it.each([
    ['rates', ['rate', 'asModelled'], 'rate'],
    ['CROSSENTROPY', losses, 'crossEntropy'],
    ['mean_squared_error', losses, 'meanSquaredError'],
    ['as-modeled', ['rate', 'asModelled'], 'asModelled'],
    ['x', losses, undefined],
    ['', losses, undefined],
    ['toString', losses, undefined],
  ] as const)('close to %s of %o is %s', (given, allowed, close) => {
    expect(closeWord<string>(given, allowed)).toBe(close);
  });

  it('is refused whatever other text is given', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!losses.some(word => word === text));
        expect(() => oneOf('fit', 'loss', text, losses)).toThrow(ValidationError);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
