import type { Program } from '../program/program.js';

/**
 * Program → Program, in which every probe, input and learned signal keeps its bits in every step: each element goes through the same
 * floating-point operations in the same order, only fewer of them are made twice or for nothing.
 */
export interface Pass {
  readonly name: string;
  apply(program: Program): Program;
}
