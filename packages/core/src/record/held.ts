declare const mark: unique symbol;

/** In the type of a field: a value that a Network holds as a `V` and others in their own way, which they name by `N` (see `RecordOf`). */
export interface Held<N extends string, V> {
  readonly [mark]: { readonly held: N; readonly value: V };
}

/** In the type of a field: a record of one of the kinds `K`, whose own fields may hold values in different ways. */
export interface Inner<K> {
  readonly [mark]: { readonly kinds: K };
}

/** In the type of a field: values of one type by name. */
export interface Named<T> {
  readonly [mark]: { readonly named: T };
}

/** In the type of a field: a list of values of one type. */
export interface Listed<T> {
  readonly [mark]: { readonly listed: T };
}

/** What a kind consists of, for types. */
interface Shape {
  readonly by: string;
  readonly type: string;
  readonly fields: object;
}

/** The type of a field's value for records that hold values as `H` says. */
type Value<T, H> =
  T extends Held<infer N, infer V>
    ? N extends keyof H
      ? H[N]
      : V
    : T extends Inner<infer K>
      ? RecordOf<K, H>
      : T extends Named<infer E>
        ? Readonly<Record<string, Value<E, H>>>
        : T extends Listed<infer E>
          ? readonly Value<E, H>[]
          : T;

type ValueOf<F, H> = F extends { readonly types?: { readonly held: infer T } } ? Value<T, H> : never;

type AbsentName<F, N extends keyof F> = F[N] extends { readonly presence: 'absent' } ? N : never;

type PresentName<F, N extends keyof F> = F[N] extends { readonly presence: 'absent' } ? never : N;

/**
 * The record that a kind makes; of several kinds, the union of theirs. Its fields are by value, as in a Network; `H` says how else they are
 * held: `RecordOf<typeof lif, { parameter: Float64Array }>`.
 */
export type RecordOf<K, H = unknown> = K extends Shape ? RecordFrom<K['by'], K['type'], K['fields'], H> : never;

/** The type written out, so that editors show it and declarations of others need no name for it. */
type Plain<T> = T extends unknown ? { [X in keyof T]: T[X] } : never;

export type RecordFrom<By extends string, N extends string, F, H = unknown> = Plain<
  { readonly [B in By]: N } & { readonly [X in keyof F as PresentName<F, X>]: ValueOf<F[X], H> } & {
    readonly [X in keyof F as AbsentName<F, X>]?: ValueOf<F[X], H>;
  }
>;
