import { tfjs } from '@rheobase/plugin-tfjs';
import { adam, build, createRuntime, type Dataset, dataset, readIdx, samplesOf } from 'rheobase';
import type { TrainingBenchmark } from '../cases/benchmark.js';
import { uniformMatrix } from '../networks/random-matrix.js';
import { median } from '../statistics.js';
import type { MeasureOptions } from './options.js';
import { digits, maxRss, secondsSince } from './quantities.js';
import { type BenchRecord, benchRecord } from './record.js';

const PIXELS = 784;
const CLASSES = 10;
/** The first epoch is the warm-up. */
const EPOCHS = 4;

function randomImages(count: number): Dataset {
  const data = Float64Array.from(uniformMatrix(count, PIXELS, 0.5, 0).data, x => x + 0.5);
  return dataset({ x: samplesOf([count, 1, PIXELS], data), labels: Int32Array.from({ length: count }, (_, i) => i % CLASSES) });
}

/** Times training in this process: the median epoch of three after a warm-up. */
export async function measureTraining(benchmark: TrainingBenchmark, { mnist }: MeasureOptions): Promise<BenchRecord> {
  const { images, batch } = benchmark;
  const data = mnist === null ? randomImages(images) : await readIdx(mnist, { images: [0, images] });
  const network = benchmark.make();
  await using runtime = await createRuntime(tfjs());
  const begin = performance.now();
  const model = await build(network);
  const buildSeconds = digits(secondsSince(begin), 4);
  const probe = model.probes[0]?.path ?? '';
  const speeds: number[] = [];
  const task = runtime.fit(model, { data, probe, epochs: EPOCHS, batch, optimizer: adam({ learningRate: 1e-3 }) });
  task.events.subscribe(event => {
    if (event.kind === 'epoch' && event.epoch > 1) speeds.push(event.imagesPerSecond);
  });
  await task;
  return benchRecord({
    case: benchmark.name,
    system: 'rheobase-tfjs',
    neurons: model.ensembles.reduce((sum, { neurons }) => sum + neurons, 0),
    build_s: buildSeconds,
    images_per_s: digits(median(speeds), 1),
    max_rss_mb: maxRss(),
  });
}
