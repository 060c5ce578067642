import type { OperatorKind, Parameter, Program, SignalId } from '@rheobase/program';
import type { Precision } from '../../machine/machine.js';
import type { Constant } from './constant.js';

/** Where a signal is stored: its first item, bytes from one item to the next, elements of an item. */
export interface Place {
  readonly at: number;
  readonly stride: number;
  readonly size: number;
}

/** Initial values, for every item. */
export interface Initial {
  readonly place: Place;
  readonly values: Parameter;
}

/** What a plan was made for: tensors with other answers are rejected. */
export interface Guard {
  readonly parameter: Parameter;
  holds(values: Float64Array): boolean;
}

/** A product that copies what an earlier one has computed as long as their matrices have the same numbers. */
export interface Repeat {
  readonly matrix: Parameter;
  /** Address of its record, and the words that it has if no earlier matrix is the same. */
  readonly record: number;
  readonly full: Int32Array;
  /** The words that copy an earlier result. */
  readonly copies: readonly { readonly matrix: Parameter; readonly words: Int32Array }[];
}

/** Streams of random numbers, one for each item: four words of the generator, a word and a real for a deviate held back. */
export interface Streams {
  readonly at: number;
  /** The signal of the program that holds their states; item i starts with the stream of `hashSeed(random, i)`. */
  readonly signal: SignalId;
}

/** Bytes of a stream. */
export const STREAM = 32;

/** Memory from one address to another. */
export interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/** Memory that is kept from step to step: rows one after the other, each of all items. */
export interface State extends Stretch {
  /** The same however the work is shared out; null: no part of a snapshot. */
  readonly name: string | null;
  readonly rows: number;
  /** Bytes of an item in a row; null: all items share it. */
  readonly width: number | null;
}

/** A record of the table that takes rows from a buffer, or puts rows there. Its words are set before every run. */
export interface Port {
  readonly record: number;
  readonly place: Place;
}

/** Bytes of what an operator counts: three reals, in float64 whatever the precision. */
export const COUNTS = 24;

/** Where an operator counts the events it meets. */
export interface Activity {
  /** What it writes, by which it is known in every part of the program. */
  readonly out: SignalId;
  /** Path of the object it comes from. */
  readonly source: string;
  readonly kind: OperatorKind;
  /** Elements of its input. */
  readonly elements: number;
  readonly at: number;
}

/**
 * Where the first number is noted that a function gave and that is not finite: its step (0: there is none) and itself (reals of 8 bytes), its
 * function and its element (words).
 */
export interface Fault {
  readonly at: number;
  /** What the functions write, by number: each is known by it. */
  readonly outs: readonly SignalId[];
}

/** Bytes of it. */
export const FAULT = 24;

/**
 * A program laid out in one memory. Its constants follow from parameters, so that they can be written again when tensors are set.
 *
 *     | constants and state of every operator, as they come | table | buffers of inputs and records … |
 */
export interface Plan {
  readonly precision: Precision;
  /** Items of the batch. */
  readonly items: number;
  readonly constants: readonly Constant[];
  readonly initial: readonly Initial[];
  readonly streams: readonly Streams[];
  /** Addresses of the rows of tables that another seed draws anew, by what the tables write. They are among the constants. */
  readonly drawn: ReadonlyMap<SignalId, number>;
  /** What a reset makes zero; a snapshot holds the parts that have a name. */
  readonly state: readonly State[];
  readonly table: { readonly at: number; readonly words: Int32Array };
  /** What a step does in turn: a stretch of the table, or an operator of the program on the host (by its number in it). */
  readonly parts: readonly (Stretch | { readonly host: number })[];
  readonly inputs: ReadonlyMap<string, Port>;
  /** What the host computes ahead for all steps of a run, as it needs nothing of them: operators of the program by number, in their order. */
  readonly ahead: ReadonlyMap<number, Port>;
  /** What of operators has no kernel, so that the host runs them, by their numbers in the program. */
  readonly features: ReadonlyMap<number, string>;
  readonly probes: ReadonlyMap<string, Port>;
  readonly signals: ReadonlyMap<string, Place>;
  readonly activities: readonly Activity[];
  readonly guards: readonly Guard[];
  readonly repeats: readonly Repeat[];
  /** Null where no function runs in the module. */
  readonly fault: Fault | null;
  /** First byte after the table. */
  readonly end: number;
}

/** A message for each object that has no kernel and runs at the speed of plain TypeScript: never silently slow. */
export const hostMessages = ({ operators }: Program, { features, ahead }: Plan): readonly string[] =>
  Array.from(features, ([index, feature]) => {
    const leaves = ahead.has(index) ? '' : ', and every step leaves WebAssembly for it';
    return `wasm: ${operators[index]?.source}: ${feature} has no kernel, so it runs on the host at the speed of the reference backend${leaves}`;
  });

/** The stretch of the table that is the whole step, so that many steps take one call; null where the host has its share in it. */
export function inOneCall({ parts }: Plan): Stretch | null {
  const [only, ...others] = parts;
  return only && others.length === 0 && !('host' in only) ? only : null;
}
