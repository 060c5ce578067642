/**
 * Times the project, alone or in turn with other simulators; see docs/performance.md.
 *
 *     npm run bench -- [--suite simulate|build|train|fixed-point] [--case NAME] [--backend NAME] [--peer FOLDER] [--json]
 */
import { bench } from './command/bench.js';

process.exitCode = await bench(process.argv.slice(2), {
  out: text => {
    process.stdout.write(text);
  },
  err: text => {
    process.stderr.write(text);
  },
});
