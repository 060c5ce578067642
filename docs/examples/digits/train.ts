import { adam, build, type Model, type Runtime } from 'rheobase';
import { type Digits, withShifts } from './data.js';
import { digitNetwork, LOGITS } from './network.js';

/** Builds the network for one seed and trains it as a rate network, with a line per epoch. */
export async function trainDigits(
  runtime: Runtime,
  { train, test }: Digits,
  seed: number,
  epochs: number,
  log: (line: string) => void,
): Promise<Model> {
  const model = await build(digitNetwork(train, seed));
  const task = runtime.fit(model, {
    data: train.size < 4000 ? withShifts(train) : train,
    validation: test,
    probe: LOGITS,
    epochs,
    batch: 50,
    optimizer: adam({ learningRate: 2e-3 }),
    sigma: 0.02,
    seed,
  });
  task.events.subscribe(event => {
    if (event.kind !== 'epoch') return;
    const { accuracy = 0, validationAccuracy = 0 } = event.metrics;
    const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
    log(
      `  epoch ${String(event.epoch).padStart(2)}/${epochs}  loss ${event.loss.toFixed(4)}  train ${percent(accuracy)}  test ${percent(validationAccuracy)}` +
        `  ${event.imagesPerSecond.toFixed(0)} images/s`,
    );
  });
  return task;
}
