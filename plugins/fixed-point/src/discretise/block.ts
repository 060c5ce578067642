/** Membrane noise of a block: uniform integers times a power of two, on the input sum or at the membrane. */
export interface NoiseSettings {
  /** Per compartment, 0 or 1. */
  readonly enabled: Uint8Array;
  /** Real-valued: of 10; discretised: of 2. */
  readonly exponent: number;
  readonly offset: number;
  readonly atMembrane: boolean;
}

/** Compartments with common scales, in real numbers: what is put on one core. Arrays have one element per compartment. */
export interface FloatBlock {
  /** Whom error messages name. */
  readonly name: string;
  readonly size: number;
  readonly bias: Float32Array;
  /** Fraction of the current lost per step; 1: no memory. */
  readonly decayU: Float32Array;
  /** Fraction of the voltage lost per step. */
  readonly decayV: Float32Array;
  readonly threshold: Float32Array;
  /** Steps, with the one of the spike. */
  readonly refractory: Int32Array;
  /** Lowest and highest voltage; may be infinite. */
  readonly floor: number;
  readonly ceiling: number;
  /** Whether the gain of that filter is normalised away. */
  readonly scaleU: boolean;
  readonly scaleV: boolean;
  readonly noise: NoiseSettings | null;
  /** Weights of each synapse group, in any order. */
  readonly synapses: readonly Float32Array[];
}

/** The scales between real numbers and a block's integers. */
export interface Scales {
  /** Largest weight magnitude of the block. */
  readonly weightMax: number;
  readonly weightExponent: number;
  /** Integer voltage per real voltage. */
  readonly voltage: number;
  /** Integer bias per real bias, per compartment. */
  readonly bias: Float64Array;
  /** Scaled weight per real weight: one for all, or one per compartment where the block has no weights. */
  readonly weight: Float64Array;
}

/** The same block in the chip's integers. */
export interface IntegerBlock {
  readonly name: string;
  readonly size: number;
  readonly bias: Int32Array;
  readonly biasMantissa: Int32Array;
  readonly biasExponent: Int32Array;
  readonly decayU: Int32Array;
  readonly decayV: Int32Array;
  readonly threshold: Int32Array;
  readonly thresholdMantissa: Int32Array;
  readonly refractory: Int32Array;
  readonly floor: number;
  readonly ceiling: number;
  readonly noise: NoiseSettings | null;
  /** As the float block's groups, as they are added to input sums. */
  readonly synapses: readonly Int32Array[];
  readonly exponents: readonly number[];
  readonly scales: Scales;
}
