import { ValidationError } from '@rheobase/core';
import { expect, it } from 'vitest';
import type { Call, Calls, Plain } from './row.js';

type Methods = Readonly<Record<string, Calls | Plain>>;
export type AnyRow = Calls | Plain | { readonly construct?: Calls; readonly methods?: Methods };

const EXTRA = 'noSuchOption';

/** Texts of records that are the user's own. */
const userNames = ['name', 'version'];

/** An object that a user can write field by field, records included: no instance of a class, and no array held as a tensor. */
const isWritten = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Object.hasOwn(value, 'dtype') &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Each object of options in a call, with how the call is made with another in its place. */
function placesOf(call: Call): readonly { readonly at: string; readonly given: object; readonly run: (given: object) => unknown }[] {
  const within = (
    at: string,
    given: Readonly<Record<string, unknown>>,
    run: (given: object) => unknown,
    open: readonly string[] = [],
  ): ReturnType<typeof placesOf> => [
    { at, given, run },
    ...Object.entries(given).flatMap(([name, value]) => {
      if (open.includes(name)) return [];
      if (Array.isArray(value))
        return value.flatMap((one: unknown, index) =>
          isWritten(one)
            ? within(`${at}.${name}[${index}]`, one, changed =>
                run({ ...given, [name]: value.map((old, i) => (i === index ? changed : old)) }),
              )
            : [],
        );
      return isWritten(value) ? within(`${at}.${name}`, value, changed => run({ ...given, [name]: changed })) : [];
    }),
  ];
  const top = (given: object): unknown => {
    const entries = Object.entries(given).filter(([name, value]) => call.options[name] !== value);
    const [[name, value] = ['', undefined]] = entries;
    return call.run({ name, value });
  };
  return within('options', call.options, top, call.open);
}

/** The ValidationError of a call, also of one that rejects. */
async function refusalOf(run: () => unknown): Promise<ValidationError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function walkCall(name: string, call: Call): void {
  it(`${name} takes its options`, async () => {
    await call.run();
  });
  for (const { at, given, run } of placesOf(call)) {
    it(`${name} refuses an option that there is not in ${at}, and lists those there are`, async () => {
      const { message } = await refusalOf(() => run({ ...given, [EXTRA]: 1 }));
      expect(message).toContain(EXTRA);
      for (const known of Object.keys(given)) if (known !== 'type') expect(message).toContain(known);
    });
  }
  for (const { at, given, run } of placesOf(call).filter(place => 'type' in place.given)) {
    for (const [field, word] of Object.entries(given)) {
      if (typeof word !== 'string' || userNames.includes(field)) continue;
      it(`${name} refuses a wrong word for ${field} in ${at}, and lists its words`, async () => {
        const { message } = await refusalOf(() => run({ ...given, [field]: 'noSuchWord' }));
        expect(message).toContain(word);
      });
    }
  }
  for (const [option, words] of Object.entries(call.words)) {
    it(`${name} refuses a wrong word for ${option}, and lists its words`, async () => {
      const { message } = await refusalOf(() => call.run({ name: option, value: 'noSuchWord' }));
      for (const word of words) expect(message).toContain(word);
    });
  }
}

const isCalls = (row: AnyRow): row is Calls => Array.isArray(row) || 'run' in row;

function walkRow(name: string, row: AnyRow): void {
  if (isCalls(row)) {
    const calls: readonly Call[] = 'run' in row ? [row] : row;
    calls.forEach((call, index) => {
      walkCall(calls.length === 1 ? name : `${name} (${index + 1})`, call);
    });
    return;
  }
  if ('plain' in row) return;
  if (row.construct) walkRow(`new ${name}`, row.construct);
  for (const [method, calls] of Object.entries(row.methods ?? {})) walkRow(`${name}.${method}`, calls);
}

/** Tests every row of a table, and that it has one for each export of the package. */
export function walk(exported: object, table: Readonly<Record<string, AnyRow>>): void {
  it('has a row for every export', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(exported).sort());
  });
  for (const [name, row] of Object.entries(table)) walkRow(name, row);
}
