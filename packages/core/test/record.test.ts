import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { ValidationError } from '../src/errors.js';
import { type AnyFamily, family, inner, innerOf } from '../src/record/family.js';
import { absent, orNull } from '../src/record/field.js';
import { Fields } from '../src/record/fields.js';
import type { Held, RecordOf } from '../src/record/held.js';
import { kind, type OptionsOf } from '../src/record/kind.js';
import { array, parameter } from '../src/record/numbers.js';
import { flag, list, named, number, text, word } from '../src/record/values.js';
import { type Tensor, tensor } from '../src/tensor.js';
import { thawed } from './frozen.js';

const pipe = kind('pipe', { width: number({ above: 0 }) }, (width: number) => ({ width }));
const valve = kind('valve', { ways: word(['one', 'two'], 'one'), open: flag(false) });
const parts = family('part', [pipe, valve], { such: 'pipe(1)', remedy: given => `write pipe(${typeof given === 'number' ? given : 1})` });
type Part = RecordOf<typeof pipe | typeof valve>;

const tank = kind(
  'tank',
  {
    /** Volume. Default 1. */
    volume: parameter(1, { above: 0 }),
    inlet: orNull(inner(parts), () => pipe(2)),
    outlet: orNull(inner(parts), before => before.inlet),
    label: absent(text()),
  },
  {
    verify: (object, { volume, outlet }) => {
      if (volume === 13 && outlet === null) throw new ValidationError(`${object}: 13 needs an outlet`, { code: 'no-outlet' });
    },
  },
);
const grid = kind('grid', { low: number(), values: array(), extra: number(0) }, (low: number, values: readonly number[]) => ({
  low,
  values,
}));
const shelf = kind('shelf', { parts: list(orNull(inner(parts))), sizes: named(parameter({})) });

interface Stack<P> {
  readonly type: 'stack';
  readonly base: Vessel<P>;
  readonly height: P;
}
interface Vessels<P> {
  readonly parameter: P;
  readonly vessel: Vessel<P>;
}
type Vessel<P = number | Tensor> = RecordOf<typeof tank, { parameter: P }> | Stack<P>;
const stack = kind(
  'stack',
  { base: innerOf<Vessel, Held<'vessel', Vessel>>((): AnyFamily => vessels), height: parameter(2) },
  (base: Vessel) => ({ base }),
);
const vessels = family('vessel', [tank, stack]);

describe('a kind', () => {
  it('infers its record and its options', () => {
    expectTypeOf(valve).returns.toEqualTypeOf<RecordOf<typeof valve>>();
    expectTypeOf<RecordOf<typeof valve>['ways']>().toEqualTypeOf<'one' | 'two'>();
    expectTypeOf<Parameters<typeof pipe>>().toEqualTypeOf<[width: number]>();
    expectTypeOf<RecordOf<typeof tank>['volume']>().toEqualTypeOf<number | Tensor>();
    expectTypeOf<RecordOf<typeof tank, { parameter: string }>['volume']>().toEqualTypeOf<string>();
    expectTypeOf<RecordOf<typeof tank>['inlet']>().toEqualTypeOf<Part | null>();
    expectTypeOf<OptionsOf<typeof tank>['label']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<RecordOf<typeof grid, { tensor: 'id' }>['values']>().toEqualTypeOf<'id'>();
    expectTypeOf<RecordOf<typeof shelf, { parameter: 7 }>['sizes']>().toEqualTypeOf<Readonly<Record<string, 7>>>();
    expectTypeOf<RecordOf<typeof shelf>['parts']>().toEqualTypeOf<readonly (Part | null)[]>();
    expectTypeOf<RecordOf<typeof stack, Vessels<7>>['base']>().toEqualTypeOf<Vessel<7>>();
  });

  it('makes frozen records with defaults, which may follow from fields before', () => {
    expect(tank()).toEqual({ type: 'tank', volume: 1, inlet: pipe(2), outlet: pipe(2) });
    expect(tank({ inlet: null, label: 'a' })).toEqual({ type: 'tank', volume: 1, inlet: null, outlet: null, label: 'a' });
    expect(grid(1, [2, 3], { extra: 4 })).toMatchObject({ type: 'grid', low: 1, values: tensor([2], [2, 3]), extra: 4 });
    expect(thawed(shelf({ parts: [null, pipe(1)], sizes: { a: [1, 2] } }))).toEqual([]);
  });

  it('takes a record of its own whole, and undefined as not given', () => {
    const own = tank({ volume: [1, 2] });
    expect(tank({ ...own, outlet: null })).toEqual({ ...own, outlet: null });
    expect(tank(JSON.parse('{}'))).toEqual(tank());
    expect(valve({ ...valve({ open: true }) })).toEqual(valve({ open: true }));
  });

  it.each<[() => unknown, string]>([
    [() => valve(JSON.parse('{"opn":true}')), "valve: there is no option 'opn'; there are ways, open; did you mean open?"],
    [() => valve(JSON.parse('5')), 'valve: options go by name, as in { ways: … }, but 5 was given'],
    [() => valve(JSON.parse('{"type":"pipe"}')), "valve: a record of type 'pipe' was given, but this makes 'valve'"],
    [() => valve(JSON.parse('{"ways":"three"}')), "valve: ways must be one of 'one', 'two', but 'three' was given"],
    [() => grid(1, [], JSON.parse('{"low":3}')), "grid: there is no option 'low'; there are extra"],
    [() => pipe(0), 'pipe: width must be a finite number > 0, but 0 was given'],
    [() => pipe(Number.NaN), 'but NaN was given'],
    [() => tank({ volume: [1, -1] }), 'tank: volume must be > 0, but -1 was given'],
    [
      () => tank({ inlet: JSON.parse('{"type":"pipe"}') }),
      "tank: inlet: width must be given where type is 'pipe', which has width; make the",
    ],
    [
      () => tank({ inlet: JSON.parse('0.5') }),
      'tank: inlet must be a record such as pipe(1), of type pipe, valve, but 0.5 was given; write pipe(0.5)',
    ],
    [() => tank({ volume: 13, outlet: null }), 'tank: 13 needs an outlet'],
    [() => shelf(JSON.parse('{"parts":[{"type":"pipe","width":-1}],"sizes":{}}')), 'shelf: parts[0]: pipe: width must be'],
    [
      () => shelf(JSON.parse('{"parts":[],"sizes":{"a":"x"}}')),
      "sizes.a must be a number, a list of numbers or a tensor, but 'x' was given",
    ],
  ])('refuses what it cannot hold: %#', (make, message) => {
    expect(refusal(make).message).toContain(message);
  });
});

const part = fc.oneof(
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }).map(pipe),
  fc.record({ ways: fc.constantFrom('one', 'two'), open: fc.boolean() }, { requiredKeys: [] }).map(options => valve(options)),
);
const anyTank = fc
  .record(
    { volume: fc.integer({ min: 1, max: 12 }), inlet: fc.option(part), outlet: fc.option(part), label: fc.string() },
    { requiredKeys: [] },
  )
  .map(options => tank(options));

describe('records of any options', () => {
  it('are read back from their JSON, pass the check and remake themselves', () => {
    fc.assert(
      fc.property(anyTank, record => {
        const read = tanks.read(new Fields(JSON.parse(JSON.stringify(record)), 'doc'), {
          parameter: (at: Fields, name: string) => at.number(name),
        });
        expect(read).toEqual(record);
        expect(tanks.check('t', read)).toBe(read);
        expect(tank(record)).toEqual(record);
        expect(thawed(record)).toEqual([]);
      }),
    );
  });

  it('are rejected with one field more or one less', () => {
    fc.assert(
      fc.property(anyTank, fc.string({ minLength: 1 }), fc.constantFrom('volume', 'inlet', 'outlet'), (record, more, less) => {
        fc.pre(!Object.hasOwn(record, more) && more !== 'label' && more !== '__proto__');
        expect(refusal(() => tanks.check('t', { ...record, [more]: 1 })).message).toContain(
          `there is no field '${more}' where type is 'tank'`,
        );
        const lacking = Object.fromEntries(Object.entries(record).filter(([name]) => name !== less));
        expect(refusal(() => tanks.check('t', lacking)).message).toContain(`${less} must be given where type is 'tank'`);
      }),
    );
  });
});

const tanks = family('tank', [tank]);

describe('a family', () => {
  it('checks records that were written by hand and keeps them as they are', () => {
    const mine = { ...valve() };
    expect(parts.check('p', mine)).toBe(mine);
    expect(parts.kinds).toEqual(['pipe', 'valve']);
    expect(parts.has(mine)).toBe(true);
    expect(parts.has({ type: 'tank' })).toBe(false);
    expect(refusal(() => parts.check('p', { ...mine, opne: 1 })).message).toContain("p: there is no field 'opne' where type is 'valve'");
    expect(refusal(() => parts.check('p', { type: 'pipe', width: 'x' })).message).toBe(
      "p: pipe: width must be a finite number > 0, but 'x' was given",
    );
    expect(refusal(() => parts.check('p', { type: 'hose' })).message).toContain(
      "of type pipe, valve, but a record of type 'hose' was given",
    );
    expect(refusal(() => parts.check('p', pipe)).message).toContain('but the function pipe itself was given');
    expect(refusal(() => vessels.check('v', { ...tank(), volume: [1] })).message).toContain('v: tank: volume must be a number or a tensor');
    expect(vessels.structure('v', { ...tank(), volume: 'id' })).toMatchObject({ volume: 'id' });
  });

  it('reads documents, in any way of holding values', () => {
    const at = (value: unknown) => new Fields(value, 'doc');
    const held = { parameter: (from: Fields, name: string) => from.text(name) };
    const base = { type: 'tank', volume: 'a', inlet: null, outlet: { type: 'pipe', width: 3 } };
    expect(vessels.read<Vessels<string>>(at({ type: 'stack', base, height: 'b' }), { ...held, vessel: () => stackOf('b') })).toEqual({
      type: 'stack',
      base,
      height: 'b',
    });
    expect(refusal(() => parts.read(at({ type: 'hose' }))).message).toContain('doc.type must be one of pipe, valve');
    expect(refusal(() => parts.read(at({ type: 'pipe', width: -2 }))).message).toContain('pipe: width must be');
    expect(() => vessels.read(at(base))).toThrow('doc.volume holds a parameter, which this reading does not read');
  });

  it('maps what is held in different ways, by its name within the record', () => {
    const names: string[] = [];
    const mapped = vessels.map<Vessels<number | Tensor>, Vessels<string>>(stack(tank({ volume: 4 })), {
      parameter: (value, name) => {
        names.push(name);
        return `${name}=${value}`;
      },
    });
    expect(names).toEqual(['base.volume', 'height']);
    expect(mapped).toMatchObject({ height: 'height=2', base: { volume: 'base.volume=4', inlet: pipe(2) } });
    const untouched = valve();
    expect(parts.map(untouched, {})).toBe(untouched);
  });
});

const stackOf = (height: string): Vessel<string> => ({
  type: 'stack',
  base: { type: 'tank', volume: 'c', inlet: null, outlet: null },
  height,
});
