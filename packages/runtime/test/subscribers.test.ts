import { dataset, type Samples } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Simulation, trainerPlugin } from '@rheobase/runtime';
import { firstValueFrom, map, merge, type Observable, Subject, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { everything, recorded, straight, wave } from './models.js';

const fault = new Error('my subscriber is wrong');
const failing = (): never => {
  throw fault;
};
/** Errors that rxjs reports come by a timer. */
const later = () => new Promise<void>(resolve => setTimeout(resolve, 5));

async function watched(run: (simulation: Simulation) => Promise<void> | void) {
  const warnings: string[] = [];
  await using runtime = await createRuntime(reference(), { warn: message => void warnings.push(message) });
  using simulation = await runtime.simulate(await straight(), { inputs: wave(1, 1000, 2) });
  await run(simulation);
  await later();
  return warnings;
}

/** The streams there are: what each emits in a run of 1000 steps. */
const streams: readonly (readonly [string, (simulation: Simulation) => Observable<unknown>, string])[] = [
  ['progress', simulation => simulation.progress, 'progress'],
  ['samples', simulation => simulation.samples('out'), 'samples of out'],
];

describe.each(streams)('a subscriber to %s', (_, stream, name) => {
  it('that throws neither ends the run nor reaches others, and is reported once, with its stack', async () => {
    const [seen, after]: [unknown[], unknown[]] = [[], []];
    let calls = 0;
    const warnings = await watched(async simulation => {
      stream(simulation).subscribe(value => void seen.push(value));
      stream(simulation).subscribe(() => {
        calls += 1;
        throw new Error(`my subscriber is wrong ${calls}`);
      });
      stream(simulation).subscribe(value => void after.push(value));
      await simulation.runSteps(1000);
      expect(simulation.step).toBe(1000);
      expect(simulation.data('out').data).toEqual(wave(1, 1000, 2).data);
      await simulation.runSteps(0);
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(after).toEqual(seen);
    expect(calls).toBe(seen.length);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`a subscriber to ${name} failed`);
    expect(warnings[0]).toMatch(/Error: my subscriber is wrong 1\n +at .*subscribers\.test\.ts/);
  });

  it.each<[string, (observed: Observable<unknown>) => void]>([
    ['next of an observer', observed => void observed.subscribe({ next: failing })],
    ['complete of an observer', observed => void observed.subscribe({ complete: failing })],
    ['an operator', observed => void observed.pipe(map(failing)).subscribe()],
    ['next after operators', observed => void observed.pipe(take(2), toArray()).subscribe(failing)],
    ['an async function', observed => void observed.subscribe(async () => failing())],
  ])('may throw in %s', async (_, subscribe) => {
    const warnings = await watched(simulation => {
      subscribe(stream(simulation));
      return simulation.runSteps(1000);
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('my subscriber is wrong');
  });

  it('takes what its operators raise where it has an error handler', async () => {
    const errors: unknown[] = [];
    const warnings = await watched(simulation => {
      stream(simulation)
        .pipe(map(failing))
        .subscribe({ error: error => void errors.push(error) });
      return simulation.runSteps(1000);
    });
    expect(errors).toEqual([fault]);
    expect(warnings).toEqual([]);
  });

  it('is served as by any rxjs stream otherwise', async () => {
    const warnings = await watched(async simulation => {
      const [direct, relayed, merged]: [unknown[], unknown[], unknown[]] = [[], [], []];
      const relay = new Subject<unknown>();
      relay.subscribe(value => void relayed.push(value));
      stream(simulation).subscribe(relay);
      merge(stream(simulation)).subscribe(value => void merged.push(value));
      const early = stream(simulation).subscribe({ next: value => void direct.push(value) });
      const first = firstValueFrom(stream(simulation));
      const two = firstValueFrom(stream(simulation).pipe(take(2), toArray()));
      await simulation.runSteps(600);
      early.unsubscribe();
      const before = direct.length;
      await simulation.runSteps(400);
      expect(before).toBeGreaterThan(1);
      expect(direct).toHaveLength(before);
      expect(relayed.slice(0, before)).toEqual(direct);
      expect(merged).toEqual(relayed);
      expect(await first).toEqual(direct[0]);
      expect(await two).toEqual(direct.slice(0, 2));
    });
    expect(warnings).toEqual([]);
  });
});

it('a run with subscribers that throw records what it records without', async () => {
  const model = await everything();
  const warnings: string[] = [];
  await using runtime = await createRuntime(reference(), { warn: message => void warnings.push(message) });
  const results = [];
  for (const subscriber of [(_: Samples | object): void => {}, failing]) {
    using simulation = await runtime.simulate(model, { inputs: wave(2, 300, 2) });
    simulation.progress.subscribe(subscriber);
    for (const { path } of model.probes) simulation.samples(path).subscribe(subscriber);
    await simulation.runSteps(300);
    results.push({ recorded: recorded(model, simulation), snapshot: simulation.snapshot() });
  }
  expect(results[1]).toEqual(results[0]);
  expect(new Set(warnings).size).toBe(model.probes.length + 1);
});

it('a subscriber to the events of a fit that throws costs neither the model nor the events of others', async () => {
  const warnings: string[] = [];
  const trainer = trainerPlugin({
    name: '@me/trainer',
    version: '1.0.0',
    contract: 2,
    create: () => ({
      name: 'three events',
      refusals: () => [],
      async fit(model, _, { report }) {
        const event = { kind: 'batch', epoch: 1, batches: 3, loss: 1, metrics: {}, imagesPerSecond: 1, msPerBatch: 1 } as const;
        for (const batch of [1, 2, 3]) report({ ...event, batch });
        return model;
      },
    }),
  });
  await using runtime = await createRuntime(trainer, { warn: message => void warnings.push(message) });
  const model = await straight();
  const task = runtime.fit(model, { data: dataset({ x: wave(2, 1, 2), labels: [0, 1] }), probe: 'out' });
  const seen: unknown[] = [];
  task.events.subscribe(failing);
  task.events.subscribe({ next: ({ batch }) => void seen.push(batch), complete: () => void seen.push('end') });
  expect(await task).toBe(model);
  await later();
  expect(seen).toEqual([1, 2, 3, 'end']);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('a subscriber to events of a fit failed');
});
