/** Wire types of the fields of an ONNX model message: 0 varint, 2 length-delimited. Field 7 is the graph, 1 the IR version, 8 the opsets. */
const wireTypes: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 2],
  [3, 2],
  [4, 2],
  [5, 0],
  [6, 2],
  [7, 2],
  [8, 2],
  [14, 2],
  [20, 2],
  [25, 2],
  [26, 2],
]);

/** Whether bytes look like an ONNX model: known fields only, a graph among them. Reads the outline alone and never throws. */
export const recognisesOnnx = (bytes: Uint8Array): boolean => {
  if (!(bytes instanceof Uint8Array)) return false;
  const seen = new Set<number>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let place = 0; place < 10; place++) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** (7 * place);
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    if (wireTypes.get(field) !== tag % 8) return false;
    seen.add(field);
    const value = varint();
    if (Number.isNaN(value)) return false;
    // A file cut short still is one: the importer says so better than "unknown format".
    if (tag % 8 === 2) at += value;
  }
  return seen.has(7) && (seen.has(1) || seen.has(8));
};
