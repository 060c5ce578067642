import type { Alpha } from './alpha.js';
import type { LinearFilter } from './linear-filter.js';
import type { Lowpass } from './lowpass.js';
import type { Triangle } from './triangle.js';

/** A linear filter on what a connection carries. Every synapse delays by one step, also with tau = 0; `null` in its place delays by none. */
export type SynapseRecord = Lowpass | Alpha | LinearFilter | Triangle;

export type SynapseKind = SynapseRecord['type'];

/** Every kind of synapse there is. */
export const synapseKinds: readonly SynapseKind[] = Object.freeze(['lowpass', 'alpha', 'linearFilter', 'triangle']);
