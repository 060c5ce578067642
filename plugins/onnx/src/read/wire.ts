import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { ImportError, RheobaseError } from '@rheobase/core';
import type { FieldKind, FieldRule, MessageSchema } from './schema.js';

/** A stored value. Integers that float64 cannot hold exactly stay BigInt until somebody needs them. */
export type WireValue = number | bigint | string | Uint8Array | WireMessage;

/** A decoded message: for each field present its values in file order, and where in the file the message starts. */
export interface WireMessage {
  readonly schema: string;
  readonly offset: number;
  readonly values: ReadonlyMap<string, readonly WireValue[]>;
}

/** Decodes bytes by a schema. Throws ImportError with the byte offset; never anything else. */
export const decodeMessage = (bytes: Uint8Array, schema: MessageSchema): WireMessage => {
  const reader = new BinaryReader(bytes);
  try {
    return readMessage(reader, schema, bytes.length);
  } catch (error) {
    if (error instanceof RheobaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw wireFault(`${schema.name} cannot be read at byte ${Math.min(reader.pos, bytes.length)}: ${reason}`, reader.pos);
  }
};

const readMessage = (reader: BinaryReader, schema: MessageSchema, end: number): WireMessage => {
  const offset = reader.pos;
  const values = new Map<string, WireValue[]>();
  while (reader.pos < end) {
    const fieldOffset = reader.pos;
    const [number, wireType] = reader.tag();
    const rule = schema.fields.get(number);
    if (rule === undefined) reader.skip(wireType, number);
    else readField(reader, schema, rule, wireType, values, end);
    if (reader.pos > end) {
      throw wireFault(
        `field ${rule?.name ?? number} of ${schema.name} at byte ${fieldOffset} runs past the end of its message`,
        fieldOffset,
      );
    }
  }
  return { schema: schema.name, offset, values };
};

const readField = (
  reader: BinaryReader,
  schema: MessageSchema,
  rule: FieldRule,
  wireType: WireType,
  values: Map<string, WireValue[]>,
  end: number,
): void => {
  const offset = reader.pos;
  const list = values.get(rule.name) ?? [];
  values.set(rule.name, list);
  const kind = rule.kind;
  if (wireType === expectedWireType(kind)) {
    if (!rule.repeated && list.length > 0) {
      if (typeof kind === 'object') throw wireFault(`${schema.name} has field ${rule.name} a second time at byte ${offset}`, offset);
      list.length = 0;
    }
    list.push(typeof kind === 'object' ? readNested(reader, kind, end) : readScalar(reader, kind));
  } else if (wireType === WireType.LengthDelimited && rule.repeated && typeof kind === 'string') {
    const packedEnd = readLength(reader, end, rule.name);
    while (reader.pos < packedEnd) list.push(readScalar(reader, kind));
    if (reader.pos > packedEnd)
      throw wireFault(`packed field ${rule.name} of ${schema.name} at byte ${offset} ends inside a value`, offset);
  } else {
    throw wireFault(`field ${rule.name} of ${schema.name} at byte ${offset} has wire type ${wireType}, which it cannot have`, offset);
  }
};

const readNested = (reader: BinaryReader, schema: MessageSchema, end: number): WireMessage =>
  readMessage(reader, schema, readLength(reader, end, schema.name));

/** Reads a length and returns where the content ends; checked before anything of that length is touched. */
const readLength = (reader: BinaryReader, end: number, what: string): number => {
  const offset = reader.pos;
  const length = reader.uint32();
  if (length > end - reader.pos) {
    const present = Math.max(0, end - reader.pos);
    throw wireFault(
      `${what} at byte ${offset} claims ${length} bytes, but only ${present} are left: the file is truncated or malformed`,
      offset,
    );
  }
  return reader.pos + length;
};

const readScalar = (reader: BinaryReader, kind: Exclude<FieldKind, MessageSchema>): WireValue => {
  switch (kind) {
    case 'integer':
      return narrow(BigInt(reader.int64()));
    case 'float':
      return reader.float();
    case 'double':
      return reader.double();
    case 'string':
      return reader.string(true);
    case 'bytes':
      return reader.bytes();
  }
};

const narrow = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const expectedWireType = (kind: FieldKind): WireType => {
  if (kind === 'integer') return WireType.Varint;
  if (kind === 'float') return WireType.Bit32;
  return kind === 'double' ? WireType.Bit64 : WireType.LengthDelimited;
};

const wireFault = (problem: string, offset: number): ImportError =>
  new ImportError(`The bytes are not a readable ONNX file: ${problem}.`, { code: 'malformed-file', given: offset });
