import { knownOptions, optionNames, UnsupportedError } from '@rheobase/core';
import { checkedDt, type Model, needModel } from '@rheobase/model';
import { type Sides, sidesOf } from '../compile/chains.js';
import { type Population, populationsOf } from '../compile/population.js';
import { refusalsOf } from '../compile/refusals.js';
import { checkedProfile } from '../profile/check-profile.js';
import { loihi1 } from '../profile/loihi1.js';
import type { HardwareProfile } from '../profile/profile.js';
import type { Placement } from './core.js';
import { placeOnCores } from './place.js';

export interface PlacementOptions {
  /** Length of a step, s. Default 0.001. */
  readonly dt?: number;
  /** Default `loihi1`. */
  readonly profile?: HardwareProfile;
}

const names = optionNames<PlacementOptions>({ dt: true, profile: true });

/** A model's chip part, cut into cores. */
export interface Placed {
  readonly sides: Sides;
  readonly populations: readonly Population[];
  readonly placement: Placement;
}

/** Chooses sides, composes weights and cuts into cores. Throws `UnsupportedError` for the first refusal or limit. */
export function place(model: Model, dt: number, profile: HardwareProfile): Placed {
  const [refusal] = refusalsOf(model);
  if (refusal) {
    throw new UnsupportedError(`${refusal.object}: ${refusal.feature}: ${refusal.reason}`, {
      code: 'unsupported-model',
      object: refusal.object,
    });
  }
  const sides = sidesOf(model);
  const populations = populationsOf(model, sides, dt, profile);
  const cores = placeOnCores(populations, profile);
  const host = Array.from(sides.host, ([ensemble, reason]) => ({ ensemble, reason }));
  return { sides, populations, placement: { profile: profile.id, cores, chips: Math.ceil(cores.length / profile.coresPerChip), host } };
}

/**
 * How a model would lie on the cores of a chip: number of cores, what each needs and how full it is, and which ensembles stay on the host.
 * `UnsupportedError` names the ensemble, need and limit where something does not fit.
 */
export function placementOf(model: Model, options: PlacementOptions = {}): Placement {
  const { dt = 0.001, profile = loihi1 } = knownOptions('placementOf', options, names);
  needModel('placementOf', model);
  checkedDt('placementOf', dt);
  return place(model, dt, checkedProfile('placementOf', profile)).placement;
}
