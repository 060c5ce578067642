import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TrainingError, ValidationError } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { hashModel } from '@rheobase/model';
import {
  adam,
  createRuntime,
  type FitEvent,
  type FitOptions,
  type FitRequest,
  rmsprop,
  sgd,
  type Trainer,
  trainerPlugin,
} from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { straight, wave } from './models.js';

const data = dataset({ x: wave(6, 1, 2), labels: Int32Array.of(0, 1, 0, 1, 0, 1) });

const event = (epoch: number, batch: number): FitEvent => ({
  kind: 'batch',
  epoch,
  batch,
  batches: 3,
  loss: 1 / (epoch + batch),
  metrics: { accuracy: 0.5 },
  imagesPerSecond: 10,
  msPerBatch: 2,
});

/** Trains nothing, but goes through the motions. */
const fake = (seen: FitRequest[] = [], name = 'fake'): Trainer => ({
  name,
  refusals: () => [],
  async fit(model, request, { report, pause, signal, now }) {
    seen.push(request);
    expect(now()).toBeTypeOf('number');
    for (let epoch = 1; epoch <= request.epochs; epoch++) {
      for (let batch = 1; batch <= 3; batch++) {
        await pause();
        if (signal.aborted) throw new TrainingError('the fit was cancelled', { code: 'cancelled' });
        report(event(epoch, batch));
      }
    }
    return { ...model, hints: { out: { trained: true } } };
  },
});

const runtimeWith = (...trainers: readonly Trainer[]) =>
  createRuntime(...trainers.map(trainer => trainerPlugin({ name: '@me/trainer', version: '1.0.0', contract: 2, create: () => trainer })));

const options: FitOptions = { data, probe: 'out' };

describe('a fit', () => {
  it('gives the trained model and leaves the one it was given', async () => {
    await using runtime = await runtimeWith(fake());
    const model = await straight();
    const before = hashModel(model);
    const trained = await runtime.fit(model, options);
    expect(trained.hints).toEqual({ out: { trained: true } });
    expect(hashModel(model)).toBe(before);
  });

  it('reports its events in order, also to one who subscribes after it was made, and completes them', async () => {
    await using runtime = await runtimeWith(fake());
    const task = runtime.fit(await straight(), { ...options, epochs: 2 });
    const seen: string[] = [];
    task.events.subscribe({ next: ({ epoch, batch }) => void seen.push(`${epoch}.${batch}`), complete: () => void seen.push('end') });
    await task;
    expect(seen).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '2.3', 'end']);
  });

  it('may be awaited twice and trains once', async () => {
    const requests: FitRequest[] = [];
    await using runtime = await runtimeWith(fake(requests));
    const task = runtime.fit(await straight(), options);
    expect(await task).toBe(await task);
    expect(requests).toHaveLength(1);
  });

  it('is cancelled after the batch in hand, and its events complete', async () => {
    await using runtime = await runtimeWith(fake());
    const task = runtime.fit(await straight(), { ...options, epochs: 5 });
    const seen: FitEvent[] = [];
    let completed = false;
    task.events.subscribe({
      next: got => {
        seen.push(got);
        if (seen.length === 4) task.cancel();
      },
      complete: () => {
        completed = true;
      },
    });
    await expect(task).rejects.toMatchObject({ name: 'TrainingError', code: 'cancelled' });
    expect(seen).toHaveLength(4);
    expect(completed).toBe(true);
  });

  it('may be cancelled before it starts', async () => {
    await using runtime = await runtimeWith(fake());
    const task = runtime.fit(await straight(), options);
    task.cancel();
    await expect(task).rejects.toThrow('the fit was cancelled');
  });

  it('goes on where a subscriber leaves', async () => {
    await using runtime = await runtimeWith(fake());
    const task = runtime.fit(await straight(), options);
    const subscription = task.events.subscribe(() => subscription.unsubscribe());
    expect((await task).hints).toEqual({ out: { trained: true } });
  });

  it('fails with what the trainer throws, every time it is awaited', async () => {
    const failing: Trainer = { ...fake(), fit: async () => Promise.reject(new TrainingError('the loss is NaN', { code: 'not-finite' })) };
    const throwing: Trainer = {
      ...fake(),
      fit: () => {
        throw new TrainingError('at once', { code: 'not-finite' });
      },
    };
    for (const trainer of [failing, throwing]) {
      await using runtime = await runtimeWith(trainer);
      const task = runtime.fit(await straight(), options);
      await expect(task).rejects.toThrow(TrainingError);
      await expect(task).rejects.toMatchObject({ code: 'not-finite' });
    }
  });

  it('is a promise: then, catch, finally, all, race, allSettled', async () => {
    await using runtime = await runtimeWith(fake());
    const model = await straight();
    const task = runtime.fit(model, options);
    expect(task).toBeInstanceOf(Promise);
    expect(Object.prototype.toString.call(task)).toBe('[object FitTask]');
    const ends: string[] = [];
    const derived = [task.then(({ hints }) => hints), task.catch(() => null), task.finally(() => void ends.push('finally'))];
    for (const promise of derived) expect(Object.getPrototypeOf(promise)).toBe(Promise.prototype);
    const trained = await task;
    expect(await derived[0]).toEqual({ out: { trained: true } });
    expect(await derived[1]).toBe(trained);
    expect(await derived[2]).toBe(trained);
    expect(ends).toEqual(['finally']);
    expect(await Promise.all([task, 1])).toEqual([trained, 1]);
    expect(await Promise.race([task, new Promise(() => {})])).toBe(trained);
    expect(await Promise.allSettled([task])).toEqual([{ status: 'fulfilled', value: trained }]);
    expect(await Promise.resolve(task)).toBe(trained);
  });

  it('that fails is caught, and finally is called', async () => {
    const failing: Trainer = { ...fake(), fit: async () => Promise.reject(new TrainingError('the loss is NaN', { code: 'not-finite' })) };
    await using runtime = await runtimeWith(failing);
    const task = runtime.fit(await straight(), options);
    let ended = 0;
    expect(await task.finally(() => void ended++).catch((error: Error) => error.message)).toBe('the loss is NaN');
    expect(ended).toBe(1);
    await expect(Promise.all([task])).rejects.toThrow(TrainingError);
    await expect(Promise.any([task, Promise.resolve(1)])).resolves.toBe(1);
  });

  it('that fails unawaited is one unhandled rejection, none where it is awaited or caught', async () => {
    const script = `
      import { build, createRuntime, dataset, Network, samplesOf } from 'rheobase';
      import { trainerPlugin } from '@rheobase/runtime';
      const how = process.argv[1];
      const fit = async () => { throw new Error('it failed'); };
      const trainer = trainerPlugin({ name: 't', version: '1', contract: 2, create: () => ({ name: 't', refusals: () => [], fit }) });
      let count = 0;
      process.on('unhandledRejection', error => { count += 1; console.log(error.message); });
      const net = new Network();
      const probe = net.probe(net.input(2));
      const runtime = await createRuntime(trainer);
      const task = runtime.fit(await build(net), { data: dataset({ x: samplesOf([2, 1, 2], [1, 2, 3, 4]), labels: [0, 1] }), probe });
      task.events.subscribe(() => {});
      if (how === 'caught') task.catch(() => {});
      if (how === 'awaited') await task.then(() => {}, () => {});
      await new Promise(resolve => setTimeout(resolve, 20));
      console.log(count);
    `;
    const count = async (how: string) =>
      (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, how], { cwd: new URL('.', import.meta.url) }))
        .stdout;
    expect(await count('left')).toBe('it failed\n1\n');
    expect(await count('caught')).toBe('0\n');
    expect(await count('awaited')).toBe('0\n');
  });

  it('is refused before it starts where the trainer cannot', async () => {
    const picky: Trainer = { ...fake(), refusals: () => [{ object: 'c', feature: 'convolution', reason: 'no' }] };
    await using runtime = await runtimeWith(picky);
    const model = await straight();
    expect(() => runtime.fit(model, options)).toThrow('trainer fake cannot train c: convolution: no');
  });

  it('fills in the defaults', async () => {
    const requests: FitRequest[] = [];
    await using runtime = await runtimeWith(fake(requests));
    await runtime.fit(await straight(), options);
    expect(requests[0]).toEqual({
      data,
      validation: null,
      input: null,
      probe: 'out',
      loss: 'crossEntropy',
      epochs: 1,
      batch: 32,
      optimizer: adam(),
      sigma: 0.02,
      seed: 0,
    });
  });

  it.each([
    ['epochs', { epochs: 0 }],
    ['seed', { seed: Number.NaN }],
    ['epochs', { epochs: 1.5 }],
    ['batch', { batch: 0 }],
    ['sigma', { sigma: -1 }],
    ['sigma', { sigma: Number.NaN }],
  ])('refuses %s of %o', async (name, wrong) => {
    await using runtime = await runtimeWith(fake());
    const model = await straight();
    expect(() => runtime.fit(model, { ...options, ...wrong })).toThrow(ValidationError);
    expect(() => runtime.fit(model, { ...options, ...wrong })).toThrow(`fit: ${name} must be`);
  });

  it.each<[string, object, string]>([
    ["loss: 'categoricalCrossentropy'", { loss: 'categoricalCrossentropy' }, "loss must be one of 'crossEntropy', 'meanSquaredError'"],
    ['no probe', { probe: undefined }, 'fit: the probe itself or its path is needed, but undefined was given'],
    [
      'a maker that was not called',
      { optimizer: adam },
      'fit: optimizer must be a record such as adam(), but a function was given; call it',
    ],
    ['a loss that is no word', { loss: 1 }, 'loss must be one of'],
    ['no data', { data: undefined }, 'fit: data is missing'],
    ['data that are null', { data: null }, 'fit: data is missing'],
    ['data of a text', { data: 'mnist' }, 'fit: data must have x'],
    ['label 1.5', { data: { ...data, labels: [0, 1.5, 0, 0, 0, 0] } }, 'fit: label 1.5 of item 1 is not a whole number'],
    ['label NaN', { data: { ...data, labels: [0, Number.NaN, 0, 0, 0, 0] } }, 'fit: label NaN of item 1'],
    ["label '3'", { data: { ...data, labels: [0, '3', 0, 0, 0, 0] } }, "fit: label '3' of item 1"],
    ['too few labels', { data: { ...data, labels: Int32Array.of(0) } }, 'fit: 6 items but 1 labels'],
    [
      'a label beyond the probe',
      { data: dataset({ ...data, labels: [0, 1, 2, 0, 0, 0], classes: 3 }) },
      'fit: label 2 of item 2 has no value in',
    ],
    ['x that is not finite', { data: { ...data, x: samplesOf([6, 1, 2], Array(12).fill(Number.NaN)) } }, 'fit: x has NaN in item 0'],
    ['validation that is no dataset', { validation: {} }, 'fit: validation: data must have x'],
    [
      'a validation label beyond the probe',
      { validation: dataset({ ...data, labels: [0, 0, 0, 0, 0, 5], classes: 6 }) },
      'fit: validation: label 5',
    ],
  ])('refuses %s before it starts', async (_, wrong, message) => {
    const requests: FitRequest[] = [];
    await using runtime = await runtimeWith(fake(requests));
    const model = await straight();
    expect(() => runtime.fit(model, { ...options, ...wrong })).toThrow(ValidationError);
    expect(() => runtime.fit(model, { ...options, ...wrong })).toThrow(message);
    expect(requests).toHaveLength(0);
  });

  it('refuses an unknown probe, trainer or an empty dataset', async () => {
    await using runtime = await runtimeWith(fake(), fake([], 'other'));
    const model = await straight();
    const empty = dataset({ x: samplesOf([0, 1, 2], []), labels: new Int32Array(0), classes: 2 });
    expect(() => runtime.fit(model, { ...options, trainer: 'fake', probe: 'nothing' })).toThrow("no probe 'nothing'");
    expect(() => runtime.fit(model, { ...options, trainer: 'third' })).toThrow("unknown trainer 'third'; there are: fake, other");
    expect(() => runtime.fit(model, options)).toThrow('several trainers are there; name one of: fake, other');
    expect(() => runtime.fit(model, { ...options, trainer: 'fake', data: empty })).toThrow('fit: the dataset is empty');
  });
});

describe('optimizers', () => {
  it('are frozen records with the defaults of the field', () => {
    expect(adam()).toEqual({ type: 'adam', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    expect(rmsprop({ momentum: 0.5 })).toEqual({ type: 'rmsprop', learningRate: 1e-3, decay: 0.9, momentum: 0.5, epsilon: 1e-7 });
    expect(sgd({ learningRate: 0.1 })).toEqual({ type: 'sgd', learningRate: 0.1, momentum: 0 });
    expect([adam(), rmsprop(), sgd()].every(Object.isFrozen)).toBe(true);
  });
});
