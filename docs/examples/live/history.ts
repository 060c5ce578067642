import { WINDOW } from './canvas.js';
import { NEURONS, type Steps } from './channel.js';
import { Raster } from './raster.js';
import type { Trace } from './traces.js';

/** Blue, orange and grey of the project's palette, to be seen on light and on dark pages. */
const [BLUE, ORANGE, GREY] = ['#1f77cc', '#f15600', '#8a8f98'] as const;
/** What happened in the latest steps. */
export class History {
  readonly #length: number;
  readonly input: Trace;
  readonly wanted: Trace;
  readonly square: Trace;
  readonly raster: Raster;
  /** Mean rates over the last part of a second, Hz. */
  readonly rates = [0, 0];
  count = 0;

  constructor(dt: number) {
    this.#length = Math.round(WINDOW / dt);
    const trace = (color: string, dash: readonly number[] = []): Trace => ({ color, dash, values: new Float64Array(this.#length) });
    this.input = trace(BLUE);
    this.wanted = trace(GREY, [5, 4]);
    this.square = trace(ORANGE);
    this.raster = new Raster(this.#length, [BLUE, ORANGE], NEURONS);
  }

  add({ input, square, spikes }: Steps, dt: number): void {
    for (const [n, x] of input.entries()) {
      const at = (this.count + n) % this.#length;
      this.input.values[at] = x;
      this.wanted.values[at] = x * x;
      this.square.values[at] = square[n] ?? 0;
      for (const which of [0, 1]) {
        let fired = 0;
        for (let i = 0; i < NEURONS; i++) fired += spikes[(2 * n + which) * NEURONS + i] ?? 0;
        // A mean that forgets within a tenth of a second.
        this.rates[which] = (this.rates[which] ?? 0) + (fired / NEURONS / dt - (this.rates[which] ?? 0)) * (dt / 0.1);
      }
    }
    this.count += input.length;
    this.raster.add(spikes);
  }

  /** The latest value of a trace. */
  last({ values }: Trace): number {
    return values[(this.count - 1) % this.#length] ?? 0;
  }
}
