/** One field of a message of protocol buffers: bytes, a text, or a whole number. */
function field(number: number, value: Uint8Array | string | number): Uint8Array {
  if (typeof value === 'number') return Uint8Array.of(number << 3, value);
  const bytes = typeof value === 'string' ? Uint8Array.from(value, letter => letter.charCodeAt(0)) : value;
  return joined([Uint8Array.of((number << 3) | 2, bytes.length), bytes]);
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => Array.from(part)));

/** A float value of shape (1, 2) with a name. */
function value(name: string): Uint8Array {
  const size = (length: number) => field(1, field(1, length));
  const type = field(1, joined([field(1, 1), field(2, joined([size(1), size(2)]))]));
  return joined([field(1, name), field(2, type)]);
}

/** An ONNX file of opset 7 with one node: y = Relu(x). */
export function smallFile(): Uint8Array {
  const node = joined([field(1, 'x'), field(2, 'y'), field(4, 'Relu')]);
  const graph = joined([field(1, node), field(2, 'graph'), field(11, value('x')), field(12, value('y'))]);
  return joined([field(1, 3), field(7, graph), field(8, field(2, 7))]);
}

/** A stored tensor: one float, 0. */
export const smallTensor = (): Uint8Array => joined([field(1, 1), field(2, 1), field(9, new Uint8Array(4))]);
