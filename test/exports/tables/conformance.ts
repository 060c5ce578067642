import * as conformance from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';

const runtime = await createRuntime(reference());
const options = { backend: 'reference', plugins: () => [reference()], reference: 'reference', precision: 'float64', threads: 1 } as const;
const words = { precision: { float64: true, float32: true } } as const;

import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/conformance. */
export const table: Table<typeof import('@rheobase/conformance')> = {
  ConformanceError: plain,
  NotYet: plain,
  componentSuite: plain,
  conformanceCases: takes(conformance.conformanceCases, options, { words }),
  conformanceNetworks: plain,
  describeBackend: takes(
    (given: conformance.ConformanceOptions) =>
      conformance.describeBackend(given, { describe: (_name, body) => body(), it: () => undefined }),
    options,
    { words },
  ),
  fileLines: plain,
  firstDeparture: plain,
  firstDifference: plain,
  goldenComponents: takes(
    conformance.goldenComponents,
    { runtime, backend: 'reference', precision: 'float64' },
    { words: { precision: { float64: true, float32: true } }, open: ['runtime'] },
  ),
  goldenFiles: plain,
  goldenNeuron: plain,
  goldenSimulation: plain,
  goldenSuites: takes(
    conformance.goldenSuites,
    { runtime, backend: 'reference', precision: 'float64' },
    { words: { precision: { float64: true, float32: true } }, open: ['runtime'] },
  ),
  recordedSteps: plain,
  runGolden: plain,
  simulationSuite: takes(
    conformance.simulationSuite,
    { runtime, backend: 'reference', precision: 'float64' },
    { words: { precision: { float64: true, float32: true } }, open: ['runtime'] },
  ),
  summary: plain,
};
