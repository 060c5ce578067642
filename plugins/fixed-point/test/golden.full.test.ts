import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import type { Trace } from './golden-case.js';
import { expectDiscretised, expectReplayed, expectSpikes } from './golden-trace.js';

const folder = new URL('../../../../shared/golden/loihi/', import.meta.url);
const present = existsSync(folder);
const traces = (present ? readdirSync(folder) : [])
  .filter(name => name.startsWith('trace-'))
  .map((name): Trace => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
interface NetworkRun {
  name: string;
  chip: Trace['chip'];
  chip_input_spikes: number[][][];
  expect: { chip_spikes: number[][] };
}

const networks = (present ? readdirSync(folder) : [])
  .filter(name => name.startsWith('net-'))
  .map((name): NetworkRun => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const adapts = (run: NetworkRun) => run.chip.blocks.some(b => b.synapses.some(s => s.learning));
const learns = (trace: Trace) => trace.learning !== undefined || trace.chip.blocks.some(b => b.synapses.some(s => s.learning));

it.skipIf(present)('skipped: the recorded runs lie in ../shared/golden/loihi, which is not here', ({ skip }) => skip());

describe.runIf(present)('all recorded runs of the emulator', () => {
  for (const trace of traces) {
    it.skipIf(learns(trace))(`${trace.name}${learns(trace) ? ' (skipped: learning on the chip is not implemented)' : ''}`, () => {
      expectDiscretised(trace);
      expectReplayed(trace);
    });
  }
});

describe.runIf(present)('the chip part of all recorded networks, from the host’s spikes', () => {
  for (const run of networks) {
    it.skipIf(adapts(run))(`${run.name}${adapts(run) ? ' (skipped: learning on the chip is not implemented)' : ''}`, () => {
      expectSpikes(run.chip, run.chip_input_spikes, run.expect.chip_spikes);
    });
  }
});
