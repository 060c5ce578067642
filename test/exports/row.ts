/** The words of a union of texts; never where any text will do. */
type Literals<T> = T extends string ? (string extends T ? never : T) : never;

type WordKeys<O> = { [K in keyof O & string]-?: [Literals<O[K]>] extends [never] ? never : K }[keyof O & string];

/** Every option that takes a word, each with all its words: a new one of either is missing here until it is added. */
export type Words<O> = { readonly [K in WordKeys<O>]: { readonly [W in Literals<O[K]>]: true } };

/** One valid call of a function that takes options. */
export interface Call {
  readonly options: Readonly<Record<string, unknown>>;
  /** Calls with one value laid over the options, or, without a change, with the options as they are. */
  run(changed?: { readonly name: string; readonly value: unknown }): unknown;
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Options whose values are objects of the user's own names, or data: nothing in them is an option. */
  readonly open: readonly string[];
}

export type Calls = Call | readonly Call[];

/** An export without options: a constant, a function of positional arguments alone, or one whose options are no user's: then the reason. */
export interface Plain {
  readonly plain: true;
  readonly reason?: string;
}

export const plain: Plain = Object.freeze({ plain: true });

/** An object that looks like options to the compiler, but is none that a user writes. */
export const data = (reason: string): Plain & { readonly reason: string } => Object.freeze({ plain: true, reason });

type Asked<O> = [WordKeys<O>] extends [never]
  ? { readonly open?: readonly (keyof O & string)[] }
  : { readonly words: Words<O>; readonly open?: readonly (keyof O & string)[] };

/** A valid call: what is called with the options, the options, and the words they can take. */
export function takes<O extends object>(
  use: (options: O) => unknown,
  options: NoInfer<O>,
  ...[asked]: [WordKeys<O>] extends [never] ? [Asked<O>?] : [Asked<O>]
): Call {
  const words = asked !== undefined && 'words' in asked ? asked.words : {};
  return {
    options: Object.fromEntries(Object.entries(options)),
    run: changed => use(changed === undefined ? options : { ...options, [changed.name]: changed.value }),
    words: Object.fromEntries(Object.entries(words).map(([name, allowed]) => [name, Object.keys(allowed ?? {})])),
    open: asked?.open ?? [],
  };
}
