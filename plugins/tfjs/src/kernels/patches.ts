/** A convolution over height and width with the channels last; one spatial axis counts as a height of 1. */
export interface Geometry {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernel: readonly [y: number, x: number];
  readonly strides: readonly [y: number, x: number];
  readonly dilations: readonly [y: number, x: number];
  /** Rows above, below; columns left, right. */
  readonly padding: readonly [readonly [number, number], readonly [number, number]];
}

/** Elements of one patch: kernel cells times channels. */
export const patchSize = ({ kernel, channels }: Geometry): number => kernel[0] * kernel[1] * channels;

/** Number of patches of one item. */
export const patchCount = ({ outHeight, outWidth }: Geometry): number => outHeight * outWidth;

/** Walks over the runs of consecutive elements that x and its patches share: places in both, and a length; place -1 in x is padding. */
function runs(g: Geometry, from: number, to: number, visit: (inX: number, inPatches: number, length: number) => void): void {
  const { height, width, channels, outHeight, outWidth, kernel, strides, dilations, padding } = g;
  // A row of the kernel is one run where its cells are neighbours.
  const cells = dilations[1] === 1 ? kernel[1] : 1;
  const length = cells * channels;
  let at = 0;
  for (let item = from; item < to; item++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * strides[1] - padding[1][0];
        for (let ky = 0; ky < kernel[0]; ky++) {
          const y = oy * strides[0] - padding[0][0] + ky * dilations[0];
          const row = y < 0 || y >= height ? -1 : (item * height + y) * width;
          for (let kx = 0; kx < kernel[1]; kx += cells, at += length) {
            const column = left + kx * dilations[1];
            if (row < 0) visit(-1, at, length);
            else if (column >= 0 && column + cells <= width) visit((row + column) * channels, at, length);
            else {
              for (let k = 0; k < cells; k++) {
                const inside = column + k >= 0 && column + k < width;
                visit(inside ? (row + column + k) * channels : -1, at + k * channels, channels);
              }
            }
          }
        }
      }
    }
  }
}

/** The outputs of a row for which cell `kx` of the kernel lies inside the input. */
function insideRow({ width, outWidth, strides, dilations, padding }: Geometry, kx: number): readonly [first: number, end: number] {
  const shift = kx * dilations[1] - padding[1][0];
  const first = Math.max(0, Math.ceil(-shift / strides[1]));
  const end = Math.min(outWidth, Math.floor((width - 1 - shift) / strides[1]) + 1);
  return [Math.min(first, outWidth), Math.max(first, end)];
}

/**
 * The patches of `items` items as columns: `out` (patch size, patches), from x with the channels first, (channels, items, height, width). In
 * this order both sides are read and written along rows.
 */
export function patchColumns(x: Float32Array, g: Geometry, items: number, out: Float32Array): void {
  const { height, width, channels, outHeight, outWidth, kernel, strides, dilations, padding } = g;
  let target = 0;
  for (let ky = 0; ky < kernel[0]; ky++) {
    for (let kx = 0; kx < kernel[1]; kx++) {
      const [first, end] = insideRow(g, kx);
      const shift = kx * dilations[1] - padding[1][0];
      for (let plane = 0; plane < channels * items; plane++) {
        for (let oy = 0; oy < outHeight; oy++, target += outWidth) {
          const y = oy * strides[0] - padding[0][0] + ky * dilations[0];
          const inside = y >= 0 && y < height;
          for (let ox = 0; ox < (inside ? first : outWidth); ox++) out[target + ox] = 0;
          if (!inside) continue;
          let source = (plane * height + y) * width + shift + first * strides[1];
          for (let ox = first; ox < end; ox++, source += strides[1]) out[target + ox] = x[source]!;
          for (let ox = end; ox < outWidth; ox++) out[target + ox] = 0;
        }
      }
    }
  }
}

/** Adds `patches` (patches, patch size) of items `from` to `to` back to the elements of x they stand for. */
export function addPatches(patches: Float32Array, g: Geometry, from: number, to: number, x: Float32Array): void {
  runs(g, from, to, (target, source, length) => {
    if (target >= 0) for (let i = 0; i < length; i++) x[target + i] = x[target + i]! + patches[source + i]!;
  });
}
