import { describe, it } from 'vitest';
import { golden, type Trace } from './golden-case.js';
import { expectDiscretised, expectReplayed } from './golden-trace.js';

const names = [
  'trace-lif-one',
  'trace-relu-one',
  'trace-three-synapses',
  'trace-axon-map',
  'trace-convolution-last',
  'trace-clamped-exponent',
  'trace-tiny-weights',
  'trace-overflow',
  'trace-overflow-input',
  'trace-recurrent-inhibition',
  'trace-negative-min-voltage',
  'trace-noise-current',
  'trace-noise-membrane',
  'trace-long-tau',
  'trace-refractory',
  'trace-sparse',
  'trace-threshold-equal',
];

describe('the emulator profile reproduces recorded runs', () => {
  it.each(names)('%s: every integer of the loaded blocks', name => expectDiscretised(golden<Trace>(name)));
  it.each(names)('%s: every input sum, current, voltage and spike', name => expectReplayed(golden<Trace>(name)));
});
