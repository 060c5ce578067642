import { compilerGolden } from '@rheobase/build/golden';
import { backendComponentSuite, type OnBackend, simulationSuite } from '@rheobase/conformance';
import type { GoldenSuite } from '@rheobase/core/golden';
import { networksGolden } from '@rheobase/networks/golden';
import { referenceGolden } from '@rheobase/plugin-reference/golden';

/**
 * Every suite there is: what runs on a backend, and what each package checks of its own. Parts are exact numbers: they are checked in float64
 * whatever the networks are run in.
 */
export const goldenSuites = (on: OnBackend): readonly GoldenSuite[] => [
  simulationSuite(on),
  backendComponentSuite(on),
  compilerGolden,
  networksGolden,
  referenceGolden,
];
