/** What changes while a chip runs, for one item. */
export interface ChipState {
  /** Sum of what arrived in the step just made. */
  readonly input: Int32Array;
  readonly current: Int32Array;
  readonly voltage: Int32Array;
  /** Steps for which the voltage is still held, as after the step. */
  readonly refractory: Int32Array;
  /** Indices of the compartments that spiked in the step just made; the first `spikeCount[0]` count. */
  readonly spikes: Int32Array;
  readonly spikeCount: Int32Array;
}

/** How often an integer left its range, over all compartments, steps and items. */
export interface Counters {
  /** Input sums that wrapped. */
  readonly input: number;
  /** Currents that wrapped. */
  readonly current: number;
  /** Sums of current and bias that wrapped. */
  readonly membrane: number;
  /** Voltages clipped at their ceiling. */
  readonly ceiling: number;
  /** Weights added: synaptic events. */
  readonly synapticEvents: number;
  readonly spikes: number;
}

/** Positions of the counters in their array. */
export const COUNTER = { input: 0, current: 1, membrane: 2, ceiling: 3, synapticEvents: 4, spikes: 5 } as const;

export const counterCount = Object.keys(COUNTER).length;

/** The state of `compartments` compartments before the first step. */
export const chipState = (compartments: number): ChipState => ({
  input: new Int32Array(compartments),
  current: new Int32Array(compartments),
  voltage: new Int32Array(compartments),
  refractory: new Int32Array(compartments),
  spikes: new Int32Array(compartments),
  spikeCount: new Int32Array(1),
});
