import { goldenSynapse } from '@rheobase/build/golden';
import type { Fields, SynapseRecord } from '@rheobase/core';

/** The synapse under a name; null where there is none. */
export const synapseAt = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? goldenSynapse(at.fields(name)) : null);
