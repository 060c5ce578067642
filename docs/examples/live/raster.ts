import { type Frame, LEFT } from './canvas.js';

/** Between ensembles, in pixels of the page. */
const GAP = 10;

/** Spikes of the latest steps: one row of pixels for each neuron, one column for two steps, as a ring. */
export class Raster {
  readonly #columns: number;
  readonly #neurons: number;
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D | null;
  readonly #colors: readonly string[];
  #count = 0;

  constructor(steps: number, colors: readonly string[], neurons: number) {
    this.#columns = steps / 2;
    this.#neurons = neurons;
    this.#colors = colors;
    this.#canvas = new OffscreenCanvas(this.#columns, colors.length * neurons);
    this.#context = this.#canvas.getContext('2d');
  }

  /** Takes the spikes of further steps, row by row. */
  add(spikes: Uint8Array): void {
    const size = this.#colors.length * this.#neurons;
    for (let n = 0; n < spikes.length / size; n++, this.#count++) {
      const column = Math.floor(this.#count / 2) % this.#columns;
      if (this.#count % 2 === 0) this.#context?.clearRect(column, 0, 1, size);
      for (const [which, color] of this.#colors.entries()) {
        if (this.#context) this.#context.fillStyle = color;
        for (let i = which * this.#neurons; i < (which + 1) * this.#neurons; i++) {
          if (spikes[n * size + i]) this.#context?.fillRect(column, i, 1, 1);
        }
      }
    }
  }

  /** Draws it, the latest steps at the right edge, each ensemble with its name at the left. */
  draw({ context, width, height, color }: Frame, names: readonly string[]): void {
    const [columns, rows] = [this.#columns, this.#neurons];
    // Of two steps in a column the first may stand alone.
    const latest = Math.ceil(this.#count / 2) % columns;
    const tall = (height - GAP * (names.length - 1)) / names.length;
    const x = (column: number) => LEFT + (column / columns) * width;
    Object.assign(context, { fillStyle: color, textAlign: 'right', imageSmoothingEnabled: false });
    for (const [which, name] of names.entries()) {
      const y = which * (tall + GAP);
      const part = (from: number, length: number, to: number) => {
        if (length > 0) context.drawImage(this.#canvas, from, which * rows, length, rows, x(to), y, x(to + length) - x(to), tall);
      };
      part(latest, columns - latest, 0);
      part(0, latest, columns - latest);
      context.fillText(name, LEFT - 8, y + tall / 2 + 4.5);
    }
  }
}
