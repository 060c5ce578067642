import { build } from '@rheobase/build';
import { hostFunction, Network, SimulationError } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';

/** A value that a function's type forbids: a program in JavaScript can return it. */
const untyped = (value: unknown): Float64Array => JSON.parse('0', () => value);

/** One number, and from 3 ms on what is bad. */
const from = (t: number, bad: () => unknown): Float64Array => untyped(t > 0.0025 ? bad() : [0.5]);

const faults: readonly (readonly [string, () => unknown, string])[] = [
  [
    'throws',
    () => {
      throw new Error('no more');
    },
    "threw 'no more'",
  ],
  ['returns NaN', () => [Number.NaN], 'returned NaN as element 0'],
  ['returns Infinity', () => [Number.POSITIVE_INFINITY], 'returned Infinity as element 0'],
  ['returns too many values', () => [1, 2], 'returned 2 values where 1 are needed'],
  ['returns none', () => [], 'returned 0 values where 1 are needed'],
  ['returns undefined', () => undefined, 'returned no values where 1 are needed'],
  ['returns null', () => null, 'returned no values where 1 are needed'],
  ['returns true', () => true, 'returned no values where 1 are needed'],
  ['returns NaN alone', () => Number.NaN, 'returned NaN as element 0'],
  ['returns a text', () => 'x', 'returned x as element 0'],
];

/** Runs 10 steps; what stopped it, and how far it came. */
async function stopped(
  net: Network,
  inputs?: Samples,
): Promise<{ readonly error: unknown; readonly step: number; readonly again: unknown }> {
  const runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(await build(net), inputs ? { inputs } : {});
  const failure = await simulation.runSteps(10).then(
    () => null,
    (error: unknown) => error,
  );
  const again = await simulation.runSteps(1).then(
    () => null,
    (error: unknown) => error,
  );
  return { error: failure, step: simulation.step, again };
}

describe.each(faults)('a function that %s stops the run with label and time', (_name, bad, says) => {
  it('in a node', async () => {
    const net = new Network();
    net.function((t: number) => from(t, bad), 0, 1, { label: 'faulty' });
    const { error, step, again } = await stopped(net);
    expect(error).toBeInstanceOf(SimulationError);
    expect(error).toMatchObject({ object: 'faulty', message: `faulty: its function ${says} at t = 0.003 s` });
    expect(step).toBe(2);
    expect(again).toMatchObject({ code: 'failed' });
  });

  it('in a node that no probe sees, behind an ensemble', async () => {
    const net = new Network({ seed: 1 });
    const cells = net.ensemble(5, 1, { label: 'cells', evalPointCount: 9 });
    const node = net.function(
      hostFunction('faulty', '1', t => from(t, bad)),
      1,
      1,
      { label: 'sink' },
    );
    net.connect(cells, node);
    expect((await stopped(net)).error).toMatchObject({ object: 'sink', message: `sink: its function ${says} at t = 0.003 s` });
  });

  it('on a connection from a node', async () => {
    const net = new Network();
    const clock = net.input(1, { label: 'clock' });
    net.connect(clock, net.passthrough(1, { label: 'end' }), { label: 'link', function: x => from(x[0] ?? 0, bad) });
    const inputs = samplesOf(
      [1, 10, 1],
      Float64Array.from({ length: 10 }, (_, i) => (i + 1) / 1000),
    );
    const { error } = await stopped(net, inputs);
    expect(error).toMatchObject({ object: 'link', message: `link: its function ${says} at t = 0.003 s` });
  });
});
