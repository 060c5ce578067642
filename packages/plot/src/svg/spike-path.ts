import type { Samples } from '@rheobase/data';
import { invalid } from '../input/argument.js';
import type { Area } from './axis.js';
import { coordinate, element } from './markup.js';

/** The spikes of a choice of neurons: for each, the steps at which it spiked, rising, on an axis of so many. */
export interface SpikeRows {
  readonly neurons: readonly number[];
  readonly spikes: readonly (readonly number[])[];
  readonly steps: number;
  readonly count: number;
}

/** Where samples lie on an axis: how many steps it has, and which of them (from 0) a step of the samples is. */
export interface Placed {
  readonly steps: number;
  readonly stepOf: (step: number) => number;
}

/** Reads the spikes of one batch item; `object` is how an error names the samples. */
export function spikeRows(object: string, samples: Samples, batch: number, neurons: readonly number[], placed: Placed): SpikeRows {
  const [, steps, size] = samples.shape;
  let count = 0;
  const spikes = neurons.map(neuron => {
    const row: number[] = [];
    for (let step = 0, at = batch * steps * size + neuron; step < steps; step++, at += size) {
      const value = samples.data[at] ?? 0;
      if (value === 0) continue;
      if (!Number.isFinite(value)) {
        invalid(`${object}: neuron ${neuron} at step ${step}`, value, 'finite samples, 0 where there is no spike', 'not-finite');
      }
      row.push(placed.stepOf(step));
    }
    count += row.length;
    return row;
  });
  return { neurons, spikes, steps: placed.steps, count };
}

/** Pixels along time that a mark takes. */
const MARK = 1.4;

/**
 * One path for all spikes. Its units are steps (or, where a step is wider than a mark, whole parts of a step) and rows, stretched to
 * the area by a transform: so every coordinate is a small whole number relative to the one before, some seven characters a spike.
 * A mark is a short dash as thick as four fifths of a row, not a vertical tick, because the transform scales the dash with the row.
 */
export function spikePath(rows: SpikeRows, area: Area, color: string): string {
  const pixels = area.width / rows.steps;
  const parts = Math.max(1, Math.round(pixels / MARK));
  const stride = Math.max(1, Math.ceil(rows.steps / (8 * area.width)));
  const dash = parts > 1 ? 1 : Math.max(1, Math.round(MARK / (pixels * stride)));
  let d = '';
  rows.spikes.forEach((spikes, row) => {
    let end = -1;
    let last = -1;
    for (const step of spikes) {
      const x = Math.floor(step / stride) * parts;
      if (x === last) continue;
      d += last < 0 ? `M${x} ${row}h${dash}` : `m${x - end} 0h${dash}`;
      last = x;
      end = x + dash;
    }
  });
  const scale = `scale(${(pixels * stride) / parts} ${coordinate(area.height / rows.neurons.length)})`;
  const transform = `translate(${coordinate(area.left)} ${coordinate(area.top + area.height / rows.neurons.length / 2)})${scale}`;
  return element('path', { d, transform, stroke: color, 'stroke-width': area.height / rows.neurons.length < 2 ? 1 : 0.8, fill: 'none' });
}
