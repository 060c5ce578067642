import { bytesPerElement, type DType, dataFromBytes, Fields, ImportError, sizeOf, type Tensor, tensor } from '@rheobase/core';

/** Arrays by name with a table of texts: the content of a `.safetensors` file. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}

const NAMES = { float64: 'F64', float32: 'F32', int32: 'I32', uint8: 'U8' } as const;
const DTYPES: readonly DType[] = ['float64', 'float32', 'int32', 'uint8'];
const METADATA = '__metadata__';

const bytesOf = ({ data }: Tensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A `.safetensors` file: header length (8 bytes), header (JSON), arrays end to end, little-endian. Wide types first, so that they are aligned. */
export function writeSafetensors({ tensors, metadata }: TensorFile): Uint8Array {
  const sorted = Array.from(tensors).sort(
    ([a, x], [b, y]) => bytesPerElement[y.dtype] - bytesPerElement[x.dtype] || (a < b ? -1 : a > b ? 1 : 0),
  );
  let at = 0;
  const entries = sorted.map(([id, { dtype, shape, data }]) => {
    const offsets = [at, at + data.byteLength];
    at += data.byteLength;
    return [id, { dtype: NAMES[dtype], shape, data_offsets: offsets }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify({ [METADATA]: metadata, ...Object.fromEntries(entries) }));
  const padded = Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(8 + padded + at).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(header, 8);
  let place = 8 + padded;
  for (const [, value] of sorted) {
    file.set(bytesOf(value), place);
    place += value.data.byteLength;
  }
  return file;
}

function readHeader(file: Uint8Array): { readonly header: Fields; readonly start: number } {
  const fail = (what: string): never => {
    throw new ImportError(`safetensors: ${what}`, { code: 'invalid-safetensors', given: file.length });
  };
  if (file.length < 8) fail(`the file has ${file.length} bytes, too few for a header`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > BigInt(file.length - 8))
    fail(`its header should have ${length} bytes, but only ${file.length - 8} follow: the file is cut short`);
  const start = 8 + Number(length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, start));
    return { header: new Fields(JSON.parse(text), 'safetensors header'), start };
  } catch (error) {
    if (error instanceof ImportError) throw error;
    return fail('its header is not JSON');
  }
}

/** Arrays lie end to end and fill the file, by the rule of the format: what overlaps, is left over or missing tells a damaged file. */
function checkWhole(stretches: readonly (readonly [from: number, to: number])[], length: number): void {
  let end = 0;
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end) {
      throw new ImportError(`safetensors: a tensor begins at byte ${from}, but the one before it ends at ${end}; the file is damaged`, {
        code: 'invalid-safetensors',
        given: from,
        allowed: String(end),
      });
    }
    end = to;
  }
  if (end === length) return;
  throw new ImportError(`safetensors: its tensors end at byte ${end}, but ${length} bytes follow the header; the file is damaged`, {
    code: 'invalid-safetensors',
    given: length,
    allowed: String(end),
  });
}

/** Reads a `.safetensors` file; `ImportError` says what is wrong with one that is damaged, cut short or holds other types. */
export function readSafetensors(file: Uint8Array): TensorFile {
  const { header, start } = readHeader(file);
  const tensors = new Map<string, Tensor>();
  const stretches: (readonly [from: number, to: number])[] = [];
  for (const id of header.names()) {
    if (id === METADATA) continue;
    const entry = header.fields(id);
    const name = entry.oneOf('dtype', Object.values(NAMES));
    const dtype = DTYPES.find(d => NAMES[d] === name) ?? 'uint8';
    const shape = entry.numbers('shape');
    const [from = 0, to = 0] = entry.numbers('data_offsets');
    const inside = Number.isInteger(from) && from >= 0 && to >= from && start + to <= file.length;
    if (!inside || shape.some(length => !Number.isInteger(length) || length < 0) || sizeOf(shape) * bytesPerElement[dtype] !== to - from) {
      throw new ImportError(
        `safetensors: tensor '${id}' of shape [${shape}] does not fit bytes ${from} to ${to} of ${file.length - start}`,
        {
          code: 'invalid-safetensors',
          object: id,
          given: [from, to],
          allowed: `${sizeOf(shape) * bytesPerElement[dtype]} bytes inside the file`,
        },
      );
    }
    tensors.set(id, tensor(shape, dataFromBytes(dtype, file.subarray(start + from, start + to))));
    stretches.push([from, to]);
  }
  checkWhole(stretches, file.length - start);
  const texts = header.has(METADATA) ? header.fields(METADATA) : new Fields({}, METADATA);
  return { tensors, metadata: Object.fromEntries(texts.names().map(name => [name, texts.text(name)])) };
}
