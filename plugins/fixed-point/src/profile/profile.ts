/** How a number is held: magnitude bits beside the sign, and what happens beyond them. */
export interface NumberFormat<O extends 'wrap' | 'clip' = 'wrap' | 'clip'> {
  readonly bits: number;
  readonly overflow: O;
}

/** A number stored as mantissa times a power of two. */
export interface ScaledFormat {
  readonly mantissaMax: number;
  readonly exponent: { readonly min: number; readonly max: number };
}

/**
 * A neuromorphic chip as plain data: what its numbers look like, what its neurons can do and how much fits on a core.
 * Nothing here is code, so that a profile can be written down, compared and changed field by field.
 */
export interface HardwareProfile {
  readonly id: string;
  readonly version: string;
  /** What the profile was checked against. */
  readonly source: string;
  /** Steps that a spike takes on each way. Fields with one possible value say what the step is made for. */
  readonly delay: { readonly hostToChip: 1; readonly coreToCore: 1; readonly chipToHost: 1 };
  readonly number: {
    readonly input: NumberFormat<'wrap'>;
    /** Also the format of current plus bias. */
    readonly current: NumberFormat<'wrap'>;
    readonly voltage: NumberFormat<'clip'>;
  };
  readonly bias: ScaledFormat;
  readonly threshold: ScaledFormat;
  readonly weight: {
    /** Largest magnitude of a stored mantissa; it counts in steps of `step`. */
    readonly mantissaMax: number;
    readonly step: number;
    /** Largest weight that `mantissaMax` is taken to stand for when the scale is chosen. */
    readonly scaleMax: number;
    /** Exponent of a synapse group; `blockMin` is the lowest that the scale of a block may ask for. */
    readonly exponent: { readonly min: number; readonly max: number; readonly blockMin: number };
    /** Bits by which a stored weight is shifted up before it is summed. */
    readonly alignment: number;
    /** Bits of one stored weight. */
    readonly bits: number;
  };
  readonly leak: {
    /** Bits of the multiplier: a value decays by (2^bits - offset - decay) / 2^bits, rounded toward zero. */
    readonly bits: number;
    readonly currentOffset: number;
    readonly voltageOffset: number;
  };
  readonly reset: 'zero';
  readonly refractory: { readonly min: number; readonly max: number };
  readonly maxSpikesPerStep: 1;
  /** Voltage limits: the floor is -(2^k) + 1, the ceiling 2^(ceilingBase + 2 k) - 1. */
  readonly voltageLimits: { readonly floorMaxExponent: number; readonly ceilingBase: number; readonly ceilingMaxExponent: number };
  readonly noise: {
    readonly exponent: { readonly min: number; readonly max: number };
    readonly magnitudeBits: number;
    readonly offsetStep: number;
  };
  /** What one core holds. */
  readonly core: {
    readonly compartments: number;
    readonly inAxons: number;
    readonly outAxons: number;
    readonly synapseBits: number;
    readonly thresholds: number;
  };
  /** How the synapses of one in-axon lie in memory: groups of `group`, each with a header, rounded up to words. */
  readonly memory: {
    readonly group: number;
    readonly headerBits: number;
    readonly wordBits: number;
    readonly indexBits: readonly number[];
  };
  readonly coresPerChip: number;
  /**
   * Whether the compiler may scale compartments of one core differently, each class with a threshold of its own, so that weak rows of
   * weights use all bits too.
   */
  readonly perCompartmentScale: boolean;
  /** Faults of the emulator, by name. All off: what the hardware is meant to compute. */
  readonly quirks: {
    /** A group whose exponent was clamped keeps the shift that it asked for: weak groups come out too strong. */
    readonly clampExponentKeepsShift: boolean;
    /** Below exponent -1 mantissas are clipped before they are shifted down, so the largest positive level is lost. */
    readonly lossyTwoPartShift: boolean;
  };
}
