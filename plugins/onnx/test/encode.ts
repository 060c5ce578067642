/** A tiny protobuf encoder: enough to write ONNX models, good and bad, byte by byte. */
export type Bytes = readonly number[];

export const varint = (value: number | bigint): Bytes => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return bytes;
};

export const integer = (field: number, value: number | bigint): Bytes => [...varint(field * 8), ...varint(value)];

export const block = (field: number, content: Bytes): Bytes => [...varint(field * 8 + 2), ...varint(content.length), ...content];

export const text = (field: number, value: string): Bytes => block(field, [...new TextEncoder().encode(value)]);

export const floatBytes = (values: readonly number[]): Bytes => [...new Uint8Array(Float32Array.from(values).buffer)];

export const float = (field: number, value: number): Bytes => [...varint(field * 8 + 5), ...floatBytes([value])];

export const floatTensor = (name: string, dims: readonly (number | bigint)[], values: readonly number[]): Bytes =>
  [...dims.map(size => integer(1, size)), integer(2, 1), text(8, name), block(9, floatBytes(values))].flat();

export const int64Tensor = (name: string, values: readonly (number | bigint)[]): Bytes =>
  [integer(1, values.length), integer(2, 7), block(7, values.flatMap(varint)), text(8, name)].flat();

export const intAttribute = (name: string, value: number): Bytes => [text(1, name), integer(3, value), integer(20, 2)].flat();

export const intsAttribute = (name: string, values: readonly (number | bigint)[]): Bytes =>
  [text(1, name), ...values.map(value => integer(8, value)), integer(20, 7)].flat();

export const textAttribute = (name: string, value: string): Bytes => [text(1, name), text(4, value), integer(20, 3)].flat();

export const tensorAttribute = (name: string, tensor: Bytes): Bytes => [text(1, name), block(5, tensor), integer(20, 4)].flat();

export interface NodeParts {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly attributes?: readonly Bytes[];
}

export const node = ({ op, inputs, outputs, name = '', domain = '', attributes = [] }: NodeParts): Bytes =>
  [
    ...inputs.map(input => text(1, input)),
    ...outputs.map(output => text(2, output)),
    text(3, name),
    text(4, op),
    ...attributes.map(attribute => block(5, attribute)),
    text(7, domain),
  ].flat();

export const valueInfo = (name: string, dims: readonly (number | string)[], elementType = 1): Bytes => {
  const shape = dims.flatMap(size => block(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  return [text(1, name), block(2, block(1, [integer(1, elementType), block(2, shape)].flat()))].flat();
};

export interface ModelParts {
  readonly nodes: readonly NodeParts[];
  readonly inputs?: readonly Bytes[];
  readonly outputs?: readonly Bytes[];
  readonly initializers?: readonly Bytes[];
  readonly opset?: number;
  readonly irVersion?: number;
}

export const model = ({ nodes, inputs = [], outputs = [], initializers = [], opset = 13, irVersion = 7 }: ModelParts): Uint8Array => {
  const graph = [
    ...nodes.map(parts => block(1, node(parts))),
    text(2, 'graph'),
    ...initializers.map(tensor => block(5, tensor)),
    ...inputs.map(info => block(11, info)),
    ...outputs.map(info => block(12, info)),
  ].flat();
  return Uint8Array.from(
    [integer(1, irVersion), text(2, 'test'), block(7, graph), block(8, [text(1, ''), integer(2, opset)].flat())].flat(),
  );
};
