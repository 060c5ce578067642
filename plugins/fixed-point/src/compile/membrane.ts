import { roundHalfEven } from '@rheobase/math';
import { type Model, type ModelEnsemble, type ModelPerNeuron, perNeuron } from '@rheobase/model';
import { decayFraction } from '../arithmetic/decay.js';

/** A neuron type in the terms of a chip's membrane: v' = v (1 - decay) + J, a spike where v > threshold, then v = 0. */
export interface Membrane {
  /** Fraction of the voltage lost per step, single precision; one for all neurons. */
  readonly decay: number;
  /** Whether the leak's gain is normalised away (leaky types), so that J and threshold have the model's units. */
  readonly leaky: boolean;
  /** Per neuron, > 0, in units of the current where leaky, else of current times steps. */
  readonly threshold: Float64Array;
  /** Lowest voltage, in units of the threshold's. */
  readonly floor: number;
  /** Per neuron, steps with the one of the spike: the refractory time to the nearest step, half-way to the even one. */
  readonly refractory: Int32Array;
  /** Per neuron, in units of the threshold's. */
  readonly initial: Float64Array;
  /** Per neuron, steps. */
  readonly held: Int32Array;
  /** Model voltage per voltage in these units. */
  readonly unit: number;
  readonly amplitude: Float64Array;
}

/** The one value of a parameter that all neurons share, or null where they differ. */
export function shared(model: Model, ensemble: ModelEnsemble, value: ModelPerNeuron): number | null {
  const values = perNeuron(model, ensemble, value);
  const first = values[0] ?? 0;
  return values.every(x => x === first) ? first : null;
}

/** The membrane of an ensemble that `refusals` let pass, for steps of `dt` seconds. */
export function membraneOf(model: Model, ensemble: ModelEnsemble, dt: number): Membrane {
  const { neuronType, neurons, initialState } = ensemble;
  const each = (value: ModelPerNeuron) => perNeuron(model, ensemble, value);
  const one = (value: ModelPerNeuron | null, missing: number) => (value === null ? missing : (shared(model, ensemble, value) ?? missing));
  const steps = (value: ModelPerNeuron) => Int32Array.from(each(value), seconds => roundHalfEven(seconds / dt));
  const started = { initial: each(initialState.voltage ?? 0), held: steps(initialState.refractoryTime ?? 0) };
  switch (neuronType.type) {
    case 'lif': {
      const refractory = steps(neuronType.tauRef).map(count => count + 1);
      const decay = decayFraction(one(neuronType.tauRc, 0), dt);
      const threshold = new Float64Array(neurons).fill(1);
      return {
        ...started,
        decay,
        leaky: true,
        threshold,
        floor: one(neuronType.minVoltage, 0),
        refractory,
        unit: 1,
        amplitude: each(neuronType.amplitude),
      };
    }
    case 'integrateAndFire': {
      const leaky = neuronType.tauRc !== null;
      const unit = leaky ? 1 : dt;
      return {
        decay: leaky ? decayFraction(one(neuronType.tauRc, 0), dt) : 0,
        leaky,
        threshold: each(neuronType.threshold).map(theta => theta / unit),
        floor: one(neuronType.floor, Number.NEGATIVE_INFINITY) / unit,
        refractory: steps(neuronType.refractory).map(count => count + 1),
        initial: each(initialState.voltage ?? neuronType.initial).map(v => v / unit),
        held: started.held,
        unit,
        amplitude: each(neuronType.amplitude),
      };
    }
    default: {
      // The spiking ReLU: v += dt J, threshold 1; so J alone against 1 / dt.
      const threshold = new Float64Array(neurons).fill(1 / dt);
      const refractory = new Int32Array(neurons).fill(1);
      const initial = started.initial.map(v => v / dt);
      const amplitude = each('amplitude' in neuronType ? neuronType.amplitude : 1);
      return { decay: 0, leaky: false, threshold, floor: 0, refractory, initial, held: started.held, unit: dt, amplitude };
    }
  }
}
