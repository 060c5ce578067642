import type { Calls, Plain } from './row.js';

type Primitive = string | number | boolean | bigint | symbol | null | undefined;
type Function = (...given: never) => unknown;

/** Objects of the library: records, objects of networks, tensors, models, whatever has a way of its own to be checked. */
type Thing =
  | { readonly type: string }
  | { readonly kind: string }
  | { readonly path: string }
  | { readonly shape: unknown; readonly data: unknown }
  | { readonly tensors: unknown }
  | { readonly operators: unknown }
  | { readonly where: string };

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** Whether a parameter is an object of options: one of whose fields some may be left out. */
type IsOptions<T> = T extends Primitive | Function | readonly unknown[] | ArrayBufferView | ReadonlyMap<unknown, unknown> | Thing
  ? false
  : string extends keyof T
    ? false
    : [OptionalKeys<T>] extends [never]
      ? false
      : true;

type TakesOptions<F> = F extends (...given: infer A) => unknown ? (true extends IsOptions<A[number]> ? true : false) : false;

type WithOptions<I> = { [K in keyof I & string]-?: TakesOptions<I[K]> extends true ? K : never }[keyof I & string];

/** Every method of an object that takes options. */
export type Methods<I> = { readonly [M in WithOptions<I>]: Calls | (Plain & { readonly reason: string }) };

/** A class, with its methods that take options, and its constructor where users call it. */
type ClassRow<I> = [WithOptions<I>] extends [never]
  ? Plain | { readonly construct: Calls }
  : { readonly methods: Methods<I>; readonly construct?: Calls };

type RowOf<V> = V extends (...given: never) => unknown
  ? TakesOptions<V> extends true
    ? Calls | (Plain & { readonly reason: string })
    : Plain | Calls
  : V extends { readonly prototype: infer I }
    ? ClassRow<I>
    : Plain;

/** A row for each export of a package: a function that takes options cannot be called one that has none. */
export type Table<Package> = { readonly [Name in keyof Package]: RowOf<Package[Name]> };
