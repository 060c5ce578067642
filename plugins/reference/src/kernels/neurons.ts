import { rate } from '@rheobase/compiler';
import { mapParameters, type NeuronRecord } from '@rheobase/core';
import { expm1, log1p } from '@rheobase/math';
import type { Kernel } from '@rheobase/runtime';

/** What the step of a neuron type works on: all items one after the other, `n` neurons each. */
interface Arrays {
  readonly n: number;
  readonly dt: number;
  readonly current: Float64Array;
  readonly out: Float64Array;
  state(name: string): Float64Array;
}

type Typed<T extends NeuronRecord['type']> = Extract<NeuronRecord<Float64Array>, { readonly type: T }>;

/** The part of a step that is free of refractory time, in [0, dt]. */
const freeTime = (refractory: number, dt: number): number => Math.min(Math.max(dt - refractory, 0), dt);

function lif({ tauRc, tauRef, minVoltage, amplitude }: Typed<'lif'>, { n, dt, current, out, state }: Arrays): () => void {
  const voltage = state('voltage');
  const refractoryTime = state('refractoryTime');
  const whole = tauRc.map(tau => expm1(-dt / tau));
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
      const j = current[i]!;
      const refractory = refractoryTime[i]! - dt;
      const free = freeTime(refractory, dt);
      // Exact for a current that is constant over the step.
      let v = voltage[i]! - (j - voltage[i]!) * (free === dt ? whole[k]! : expm1(-free / tauRc[k]!));
      if (v > 1) {
        // Where in the step the threshold was met; the overshoot shortens the refractory time.
        const met = dt + tauRc[k]! * log1p(-(v - 1) / (j - 1));
        out[i] = amplitude[k]! / dt;
        v = 0;
        refractoryTime[i] = tauRef[k]! + met;
      } else {
        out[i] = 0;
        refractoryTime[i] = refractory;
        if (v < minVoltage[k]!) v = minVoltage[k]!;
      }
      voltage[i] = v;
    }
  };
}

function spikingRelu({ amplitude }: Typed<'spikingRelu'>, { n, dt, current, out, state }: Arrays): () => void {
  const voltage = state('voltage');
  return () => {
    for (let i = 0; i < out.length; i++) {
      const v = voltage[i]! + dt * Math.max(current[i]!, 0);
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      out[i] = spikes === 0 ? 0 : (spikes * amplitude[i % n]!) / dt;
    }
  };
}

function integrateAndFire(neuron: Typed<'integrateAndFire'>, { n, dt, current, out, state }: Arrays): () => void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const voltage = state('voltage');
  const refractoryTime = state('refractoryTime');
  const netSpikes = state('netSpikes');
  const most = spikes.range === 'many' ? spikes.max : 1;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
      const waiting = refractoryTime[i]! - dt;
      const free = freeTime(waiting, dt);
      let v = voltage[i]!;
      v = tauRc === null ? v + current[i]! * free : v - (current[i]! - v) * expm1(-free / tauRc[k]!);
      if (floor !== null && v < floor[k]!) v = floor[k]!;
      let fired = 0;
      // What subtraction left above the threshold waits until the refractory time is over.
      if (free === 0) fired = 0;
      else if (v >= threshold[k]!) fired = Math.min(most, Math.floor(v / threshold[k]!));
      else if (spikes.range === 'signed' && v < 0 && netSpikes[i]! > 0) fired = -1;
      refractoryTime[i] = Math.max(waiting, 0);
      if (fired !== 0) {
        if (reset.to === 'subtract') v -= fired * threshold[k]!;
        else v = reset.to === 'value' ? reset.value[k]! : 0;
        netSpikes[i] = netSpikes[i]! + fired;
        // A step's own time does not count towards the refractory time that starts at its end.
        refractoryTime[i] = refractory[k]! > 0 ? refractory[k]! + dt : 0;
      }
      voltage[i] = v;
      out[i] = fired === 0 ? 0 : (fired * amplitude[k]!) / dt;
    }
  };
}

function rates(neuron: NeuronRecord<Float64Array>, { n, current, out }: Arrays): () => void {
  const each = Array.from({ length: n }, (_, k) => mapParameters(neuron, values => values[k]!));
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = rate(each[i % n]!, current[i]!);
  };
}

/** One step of an ensemble's neurons: current in, output and state forward. */
export const neurons: Kernel<'neurons'> = ({ neuron, current, out, state, size }, signals) => {
  const arrays: Arrays = {
    n: size,
    dt: signals.dt,
    current: signals.get(current),
    out: signals.get(out),
    state: name => signals.get(state[name] ?? name),
  };
  switch (neuron.type) {
    case 'lif':
      return lif(neuron, arrays);
    case 'spikingRelu':
      return spikingRelu(neuron, arrays);
    case 'integrateAndFire':
      return integrateAndFire(neuron, arrays);
    case 'lifRate':
    case 'softLif':
    case 'relu':
      return rates(neuron, arrays);
  }
};
