import { builtin, type FunctionRecord, implementationOf } from '@rheobase/core';
import type { Choices } from './choices.js';
import { drift } from './definitions.js';

/** Functions known by name that keep small what is small, however often a loop applies them. */
const gentle = (c: Choices): FunctionRecord => {
  const threshold = c.number(-0.3, 0.3);
  return c.one<FunctionRecord>([
    builtin('abs'),
    builtin('sinPi'),
    builtin('step', { threshold }),
    builtin('ramp', { threshold }),
    builtin('above', { threshold }),
  ]);
};

/** Functions known by name that must not be in a loop, which would square again and again. */
const growing = (c: Choices): FunctionRecord =>
  c.one([builtin('square'), builtin('cube'), builtin('product'), builtin('sum'), builtin('norm')]);

/** What a node does with what a network computes. */
export const nodeFunction = (c: Choices): FunctionRecord => (c.flag(0.3) ? drift : gentle(c));

/** The function of a connection without decoders. What comes from an input is in no loop. */
export const connectionFunction = (c: Choices, fromInput: boolean): FunctionRecord =>
  fromInput && c.flag() ? growing(c) : nodeFunction(c);

/** The function of a connection with decoders, which only approximate it. */
export const decodedFunction = (c: Choices): FunctionRecord =>
  c.one<FunctionRecord>([builtin('square'), builtin('product'), gentle(c), drift]);

/** How many values a function makes of so many. */
export const outputs = (record: FunctionRecord, size: number): number => implementationOf(record)(0, new Float64Array(size)).length;
