import type { Model, ModelEnsemble } from '@rheobase/model';

/** How an ensemble's neurons group into channels: the axis of its shape that counts them. */
export interface Channels {
  readonly count: number;
  /** Shape of one value per channel that repeats to the ensemble's shape. */
  readonly shape: readonly number[];
  channelOf(neuron: number): number;
}

/** Channels of an ensemble: those of the convolution or pooling that leads to it; every neuron its own where its shape has one axis. */
export function channelsOf(model: Model, { path, shape, neurons }: ModelEnsemble): Channels {
  if (shape.length === 1) return { count: neurons, shape: [neurons], channelOf: neuron => neuron };
  const windowed = model.connections.flatMap(({ post, transform }) =>
    post.path === path && (transform?.type === 'convolution' || transform?.type === 'pooling') ? [transform] : [],
  );
  const last = windowed[0]?.channelsLast ?? true;
  const count = (last ? shape.at(-1) : shape[0]) ?? 1;
  const positions = neurons / count;
  return {
    count,
    shape: shape.map((length, axis) => (axis === (last ? shape.length - 1 : 0) ? length : 1)),
    channelOf: neuron => (last ? neuron % count : Math.floor(neuron / positions)),
  };
}
