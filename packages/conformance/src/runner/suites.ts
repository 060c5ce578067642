import { goldenComponents } from '../components/suite.js';
import type { GoldenSuite } from '../golden/golden-suite.js';
import type { OnBackend } from '../golden/on-backend.js';
import { simulationSuite } from '../simulation/suite.js';

/** Every suite: whole networks on the backend, and components. Files of kinds of your own take a `componentSuite` beside these. */
export const goldenSuites = (on: OnBackend): readonly GoldenSuite[] => [simulationSuite(on), goldenComponents(on)];
