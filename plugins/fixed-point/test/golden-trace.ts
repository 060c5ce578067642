import { expect } from 'vitest';
import { Chip, chipState, discretiseBlock, loihi1Emulator } from '../src/index.js';
import { flat, floatBlock, imageOf, type Trace } from './golden-case.js';

/** Discretises a trace's float blocks and compares every integer. */
export function expectDiscretised({ float, chip }: Trace): void {
  float.blocks.forEach((block, b) => {
    const made = discretiseBlock(floatBlock(block.compartment, block.synapses.map(flat)), loihi1Emulator);
    const wanted = chip.blocks[b];
    if (!wanted) throw new Error('block missing');
    const c = wanted.compartment;
    expect(made).toMatchObject({
      bias: Int32Array.from(c.bias),
      biasMantissa: Int32Array.from(c.bias_mant ?? []),
      biasExponent: Int32Array.from(c.bias_exp ?? []),
      decayU: Int32Array.from(c.decay_u),
      decayV: Int32Array.from(c.decay_v),
      threshold: Int32Array.from(c.vth),
      thresholdMantissa: Int32Array.from(c.vth_mant ?? []),
      refractory: Int32Array.from(c.refract_delay),
      floor: c.vmin,
      ceiling: c.vmax,
      noise: { exponent: c.noise_exp, offset: c.noise_offset },
      exponents: wanted.synapses.map(synapse => synapse.weight_exp),
    });
    expect(made.scales.weightExponent).toBe(c.scales?.w_exp);
    expect(made.scales.voltage).toBeCloseTo(c.scales?.v_scale ?? 0, 4);
    made.synapses.forEach((weights, k) => {
      const synapse = wanted.synapses[k];
      expect(Array.from(weights)).toEqual(synapse ? flat(synapse) : []);
    });
  });
}

/** Indices of all inputs that emit at step t, numbered through. */
function emitted(chip: Trace['chip'], spikes: Trace['input_spikes'], t: number): readonly number[] {
  let first = 0;
  return chip.inputs.flatMap(({ n }, i) => {
    const start = first;
    first += n;
    return (spikes[i]?.[t] ?? []).map(index => start + index);
  });
}

/** Runs a chip on given input spikes and compares every spike. */
export function expectSpikes(loaded: Trace['chip'], inputs: Trace['input_spikes'], wanted: readonly (readonly number[])[]): void {
  const image = imageOf(loaded);
  const chip = new Chip(image, loihi1Emulator);
  const state = chipState(image.compartments);
  let arrivals: readonly number[] = [];
  wanted.forEach((spikes, t) => {
    chip.step(state, Int32Array.from(arrivals), arrivals.length);
    expect(Array.from(state.spikes.subarray(0, state.spikeCount[0])), `step ${t + 1}`).toEqual(spikes);
    arrivals = emitted(loaded, inputs, t);
  });
}

/** Runs a trace and compares every input sum, current, voltage and spike. */
export function expectReplayed(trace: Trace): void {
  const { chip: loaded, steps, input_spikes, noise_draws, expect: wanted } = trace;
  const image = imageOf(loaded);
  const chip = new Chip(image, loihi1Emulator);
  const state = chipState(image.compartments);
  let arrivals: readonly number[] = [];
  for (let t = 0; t < steps; t++) {
    const draws = noise_draws?.[t];
    chip.step(state, Int32Array.from(arrivals), arrivals.length, draws ? i => draws[i] ?? 0 : null);
    const got = {
      input_sum: Array.from(state.input),
      current: Array.from(state.current),
      voltage: Array.from(state.voltage),
      spikes: Array.from(state.spikes.subarray(0, state.spikeCount[0])),
    };
    expect(got, `${trace.name}, step ${t + 1}`).toEqual({
      input_sum: wanted.input_sum[t],
      current: wanted.current[t],
      voltage: wanted.voltage[t],
      spikes: wanted.spikes[t],
    });
    arrivals = emitted(loaded, input_spikes, t);
  }
  const counters = chip.counters();
  expect(counters.current > 0, 'wrapped current').toBe(wanted.warnings.includes('Overflow in current'));
  expect(counters.input > 0, 'wrapped input').toBe(wanted.warnings.some(text => text.startsWith('Overflow in q0')));
}
