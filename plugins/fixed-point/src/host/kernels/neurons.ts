import type { NeuronsStep } from '@rheobase/compiler';
import { UnsupportedError } from '@rheobase/core';
import { expm1, log1p } from '@rheobase/math';
import type { Kernel, SignalStore } from '@rheobase/runtime';

type Neuron<T extends NeuronsStep['neuron']['type']> = Extract<NeuronsStep['neuron'], { readonly type: T }>;

/** Exact step of leaky integrate-and-fire for a current that is constant over the step. */
function lif(neuron: Neuron<'lif'>, { current, out, state, size }: NeuronsStep, signals: SignalStore): () => void {
  const { tauRc, tauRef, minVoltage, amplitude } = neuron;
  const { dt } = signals;
  const j = signals.get(current);
  const y = signals.get(out);
  const voltage = signals.get(state.voltage ?? '');
  const refractory = signals.get(state.refractoryTime ?? '');
  const wholeStep = tauRc.map(tau => expm1(-dt / tau));
  return () => {
    for (let i = 0; i < y.length; i++) {
      const k = i % size;
      const left = refractory[i]! - dt;
      const free = Math.min(Math.max(dt - left, 0), dt);
      const v = voltage[i]! + (voltage[i]! - j[i]!) * (free === dt ? wholeStep[k]! : expm1(-free / tauRc[k]!));
      const fires = v > 1;
      y[i] = fires ? amplitude[k]! / dt : 0;
      voltage[i] = fires ? 0 : Math.max(v, minVoltage[k]!);
      // The threshold was met inside the step; the refractory time counts from there.
      refractory[i] = fires ? tauRef[k]! + dt + tauRc[k]! * log1p((1 - v) / (j[i]! - 1)) : left;
    }
  };
}

function spikingRelu({ amplitude }: Neuron<'spikingRelu'>, { current, out, state, size }: NeuronsStep, signals: SignalStore): () => void {
  const { dt } = signals;
  const j = signals.get(current);
  const y = signals.get(out);
  const voltage = signals.get(state.voltage ?? '');
  return () => {
    for (let i = 0; i < y.length; i++) {
      const v = voltage[i]! + dt * Math.max(j[i]!, 0);
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      y[i] = (spikes * amplitude[i % size]!) / dt;
    }
  };
}

function integrateAndFire(
  neuron: Neuron<'integrateAndFire'>,
  { current, out, state, size }: NeuronsStep,
  signals: SignalStore,
): () => void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const { dt } = signals;
  const j = signals.get(current);
  const y = signals.get(out);
  const voltage = signals.get(state.voltage ?? '');
  const waiting = signals.get(state.refractoryTime ?? '');
  const net = signals.get(state.netSpikes ?? '');
  const most = spikes.range === 'many' ? spikes.max : 1;
  return () => {
    for (let i = 0; i < y.length; i++) {
      const k = i % size;
      const theta = threshold[k]!;
      const left = waiting[i]! - dt;
      const free = Math.min(Math.max(dt - left, 0), dt);
      let v = voltage[i]!;
      v += tauRc === null ? j[i]! * free : (v - j[i]!) * expm1(-free / tauRc[k]!);
      if (floor !== null) v = Math.max(v, floor[k]!);
      let fired = v >= theta ? Math.min(most, Math.floor(v / theta)) : 0;
      if (spikes.range === 'signed' && v < 0 && net[i]! > 0) fired = -1;
      waiting[i] = Math.max(left, 0);
      if (fired !== 0) {
        v = reset.to === 'subtract' ? v - fired * theta : reset.to === 'value' ? reset.value[k]! : 0;
        waiting[i] = refractory[k]! > 0 ? refractory[k]! + dt : 0;
        net[i] = net[i]! + fired;
      }
      voltage[i] = v;
      y[i] = (fired * amplitude[k]!) / dt;
    }
  };
}

/** One step of the spiking neurons that stay on the host. */
export const neurons: Kernel<'neurons'> = (operator, signals) => {
  const { neuron, source } = operator;
  switch (neuron.type) {
    case 'lif':
      return lif(neuron, operator, signals);
    case 'spikingRelu':
      return spikingRelu(neuron, operator, signals);
    case 'integrateAndFire':
      return integrateAndFire(neuron, operator, signals);
    default:
      throw new UnsupportedError(
        `${source}: neuron type ${neuron.type} does not spike; the host part runs lif, spikingRelu and integrateAndFire`,
        {
          code: 'unsupported-neuron',
          object: source,
          given: neuron.type,
          allowed: 'lif, spikingRelu, integrateAndFire',
        },
      );
  }
};
