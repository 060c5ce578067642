import { TrainingError, UnsupportedError } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { graphOf } from '@rheobase/model';
import type { FitContext, FitRequest, Refusal, Trainer } from '@rheobase/runtime';
import { refusalsFor } from '../network/refusals.js';
import { type Device, type DeviceOptions, deviceOptions, resumeDevice, startDevice } from '../setup/device.js';
import { batchOf, itemsOf } from './items.js';
import { taskOf } from './request.js';
import { Session } from './session.js';

/** Other work gets its turn at least this often, ms. */
const PATIENCE = 30;

const cancelled = (epoch: number, batch: number): TrainingError =>
  new TrainingError(`the fit was cancelled after batch ${batch} of epoch ${epoch}; the model given is unchanged`, {
    code: 'cancelled',
    given: { epoch, batch },
  });

const notFinite = (what: string, value: number, epoch: number, batch: number): TrainingError =>
  new TrainingError(
    `${what} is ${value} at epoch ${epoch}, batch ${batch}; lower the learning rate, or look for values in the data that are not finite`,
    {
      code: 'not-finite',
      given: { epoch, batch, value },
    },
  );

/** Refuses data whose items have several steps: training keeps no state, so every step would be an item of its own. */
const stepRefusals = ({ data, validation }: FitRequest): readonly Refusal[] =>
  Object.entries({ data, validation }).flatMap(([object, given]) => {
    const steps = given?.x.shape[1] ?? 1;
    if (steps <= 1) return [];
    const reason =
      'there is no training through time; give each item one step, x of shape (items, 1, size), and show it for several with ' +
      'repeatSteps(data, steps) when you evaluate';
    return [{ object, feature: `${steps} steps an item`, reason }];
  });

/**
 * Trains rate networks by gradients, in float32. Spiking LIF neurons, and LIF rates, are trained on the SoftLIF curve of width `sigma`
 * (Hunsberger and Eliasmith, 2015), spiking rectified ones on their rates; the model that comes back has its own neuron types.
 * Items have one step each: there is no training through time. The same request on the same device gives the same tensors.
 */
export class TfjsTrainer implements Trainer {
  readonly name = 'tfjs';
  readonly #options: DeviceOptions;

  constructor(options: DeviceOptions = {}) {
    this.#options = deviceOptions(options);
  }

  refusals(model: Model, request: FitRequest): readonly Refusal[] {
    const probe = graphOf(model).probes.get(request.probe);
    return [...stepRefusals(request), ...(probe ? refusalsFor(model, [probe], 'train') : [])];
  }

  async fit(model: Model, request: FitRequest, context: FitContext): Promise<Model> {
    const task = taskOf(model, request);
    const [refused] = this.refusals(model, request);
    if (refused) {
      throw new UnsupportedError(`trainer tfjs: ${refused.object}: ${refused.feature} is refused: ${refused.reason}`, {
        code: 'refused',
        object: refused.object,
        given: refused.feature,
      });
    }
    const device = await startDevice(this.#options);
    const session = new Session(model, task, request);
    try {
      await train(session, request, context, device);
      return session.toModel();
    } finally {
      session.dispose();
    }
  }
}

async function train(session: Session, request: FitRequest, context: FitContext, device: Device): Promise<void> {
  const { epochs, batch: size, seed } = request;
  const items = itemsOf(request.data);
  const validation = request.validation ? itemsOf(request.validation) : null;
  const batches = Math.ceil(items.count / size);
  const random = randomStream(seed);
  const order = Int32Array.from({ length: items.count }, (_, k) => k);
  let rested = context.now();
  const rest = async (): Promise<void> => {
    await context.pause();
    resumeDevice(device);
    rested = context.now();
  };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    random.shuffle(order);
    let lossSum = 0;
    let hitSum = 0;
    let spent = 0;
    for (let batch = 1; batch <= batches; batch++) {
      if (context.signal.aborted) throw cancelled(epoch, batch - 1);
      const started = context.now();
      const chosen = await batchOf(items, order, (batch - 1) * size, Math.min(batch * size, items.count));
      const { loss, hits } = session.improve(chosen);
      if (!Number.isFinite(loss)) throw notFinite('the loss', loss, epoch, batch);
      const count = chosen.labels.length;
      const ms = context.now() - started;
      lossSum += loss * count;
      hitSum += hits;
      spent += ms;
      context.report({
        kind: 'batch',
        epoch,
        batch,
        batches,
        loss,
        metrics: { accuracy: hits / count },
        imagesPerSecond: rateOf(count, ms),
        msPerBatch: ms,
      });
      if (context.now() - rested >= PATIENCE) await rest();
    }
    if (!session.finite) throw notFinite('a trained value', Number.NaN, epoch, batches);
    const metrics = { accuracy: hitSum / items.count, ...(validation ? { validationAccuracy: await session.accuracy(validation) } : {}) };
    const event = {
      epoch,
      batch: batches,
      batches,
      loss: lossSum / items.count,
      imagesPerSecond: rateOf(items.count, spent),
      msPerBatch: spent / batches,
    };
    context.report({ kind: 'epoch', metrics, ...event });
    await rest();
  }
  if (context.signal.aborted) throw cancelled(epochs, batches);
}

const rateOf = (count: number, ms: number): number => (ms > 0 ? (count * 1000) / ms : 0);
