import { ImportError } from '@rheobase/core';
import type { WireMessage } from './wire.js';

/** The values of a repeated text field. */
export const textsOf = (message: WireMessage, field: string): string[] =>
  (message.values.get(field) ?? []).filter(value => typeof value === 'string');

/** A text field; empty when absent, as protobuf has it. */
export const textOf = (message: WireMessage, field: string): string => textsOf(message, field)[0] ?? '';

/** The values of a repeated float or double field. */
export const floatsOf = (message: WireMessage, field: string): number[] =>
  (message.values.get(field) ?? []).filter(value => typeof value === 'number');

/** The values of a repeated integer field, each safe in float64. `owner` names the object in the error. */
export const integersOf = (message: WireMessage, field: string, owner: string): number[] =>
  (message.values.get(field) ?? [])
    .filter(value => typeof value === 'number' || typeof value === 'bigint')
    .map((value, index) => safeInteger(value, `${owner}, ${field}[${index}]`));

/** An integer field; 0 when absent, as protobuf has it. */
export const integerOf = (message: WireMessage, field: string, owner: string): number => integersOf(message, field, owner)[0] ?? 0;

/** The values of a repeated bytes field. */
export const chunksOf = (message: WireMessage, field: string): Uint8Array[] =>
  (message.values.get(field) ?? []).filter(value => value instanceof Uint8Array);

/** The values of a repeated message field. */
export const messagesOf = (message: WireMessage, field: string): WireMessage[] =>
  (message.values.get(field) ?? []).filter((value): value is WireMessage => typeof value === 'object' && !(value instanceof Uint8Array));

/** A message field, if present. */
export const messageOf = (message: WireMessage, field: string): WireMessage | undefined => messagesOf(message, field)[0];

const INT64_MAX = 2n ** 63n - 1n;

/**
 * An int64 as a float64. The ends of the int64 range, which exporters write for "to the end" in slices, become ±(2^53 − 1);
 * any other integer beyond 2^53 − 1 is refused.
 */
export const safeInteger = (value: number | bigint, owner: string): number => {
  if (typeof value === 'number') return value;
  if (value === INT64_MAX) return Number.MAX_SAFE_INTEGER;
  if (value === -INT64_MAX || value === -INT64_MAX - 1n) return Number.MIN_SAFE_INTEGER;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new ImportError(`The integer ${value} (${owner}) is beyond 2^53 and cannot be kept exactly.`, {
    code: 'integer-too-large',
    object: owner,
    given: String(value),
    allowed: '-(2^53 - 1) to 2^53 - 1, and the ends of the int64 range',
  });
};
