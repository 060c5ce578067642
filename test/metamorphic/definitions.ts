import { defineLearningRule, defineNeuron, defineProcess, hostFunction, lowpass, type SignalWidth, uniform } from '@rheobase/core';

/** What comes out of a loop that grows without end is not to stop a run. */
const bounded = (x: number): number => Math.max(-1e9, Math.min(1e9, x || 0));

/** Functions of the user that the networks run, to be handed in with a document. */
export const functions = Object.freeze({
  drift: (time: number, x: Float64Array) => x.map(v => bounded(v) + time),
  clock: (time: number) => [time, 1 - time, 2 * time],
});

/** What comes in, later and later. */
export const drift = hostFunction('drift', '1', functions.drift);

/** Three values out of time alone. */
export const clock = hostFunction('clock', '1', functions.clock);

const none = new Float64Array(0);

/** A rate that follows its current slowly. */
export const leaky = defineNeuron({
  name: 'leaky',
  version: '1',
  parameters: { tau: 0.01, height: 50 },
  state: { level: uniform(0, 1), steps: 0 },
  step: ({ dt, current, state, parameters }) => {
    state.level += (dt / parameters.tau) * (Math.max(bounded(current), 0) - state.level);
    state.steps += 1;
    return parameters.height * state.level;
  },
  rates: (current, { height }) => height * Math.max(current, 0),
});

/** Brownian motion. */
export const walk = defineProcess({
  name: 'walk',
  version: '1',
  parameters: { size: 0.1 },
  state: { at: 'out' },
  step: ({ state: { at = none }, parameters: { size = 0 }, random, out }) => {
    at.forEach((x, i) => {
      at[i] = x + size * random.normal();
    });
    out.set(at);
  },
});

/** What came in so far, in all, with a little noise. */
export const summing = defineProcess({
  name: 'summing',
  version: '1',
  sizeIn: null,
  state: { total: 'out' },
  initialState: ({ sizeIn, dt }) => ({ total: Float64Array.from({ length: sizeIn }, (_, i) => dt * (i + 1)) }),
  step: ({ x, dt, state: { total = none }, random, out }) => {
    total.forEach((sum, i) => {
      total[i] = sum + dt * (bounded(x[i] ?? 0) + random.uniform());
    });
    out.set(total);
  },
});

/** Decoders that follow an error, and count what they have seen. */
export const correcting = defineLearningRule({
  name: 'correcting',
  version: '1',
  signal: 'state',
  parameters: { rate: 1e-4 },
  state: { seen: 'pre', least: 1 },
  step: ({ dt, pre, error, rows, columns, state: { seen = none, least = none }, parameters: { rate = 0 }, delta }) => {
    pre.forEach((x, j) => {
      seen[j] = (seen[j] ?? 0) + x;
    });
    least[0] = Math.min(least[0] ?? 0, ...error);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) delta[i * columns + j] = -rate * dt * (error[i] ?? 0) * (pre[j] ?? 0);
  },
});

/** Weights that fade where their target is active. */
export const fading = defineLearningRule({
  name: 'fading',
  version: '1',
  modifies: 'weights',
  parameters: { rate: 1e-3 },
  state: { trace: 'weights', active: 'post' },
  preSynapse: null,
  postSynapse: lowpass(0.01),
  step: ({ dt, post, weights, columns, state: { trace = none, active = none }, parameters: { rate = 0 }, delta }) => {
    active.set(post);
    delta.forEach((_, at) => {
      const change = -rate * dt * (post[Math.floor(at / columns)] ?? 0) * (weights[at] ?? 0);
      delta[at] = change;
      trace[at] = (trace[at] ?? 0) + change;
    });
  },
});

/** Encoders that grow with what is sent to the rule. */
export const growing = defineLearningRule({
  name: 'growing',
  version: '1',
  modifies: 'encoders',
  signal: 'one',
  step: ({ dt, weights, error, delta }) => delta.set(weights.map(x => dt * (error[0] ?? 0) * x)),
});

/** Decoders that drift with what is sent to the rule, which is of a width of its own. */
const steering = (name: string, signal: SignalWidth) =>
  defineLearningRule({
    name,
    version: '1',
    signal,
    parameters: { rate: 1e-5 },
    step: ({ error, parameters: { rate = 0 }, delta }) => {
      const sum = error.reduce((total, x, i) => total + (i + 1) * bounded(x), 0);
      delta.fill(rate * sum);
    },
  });

/** Of any fixed size, and as wide as what the connection has between function and transform. */
export const steeringByThree = steering('steeringByThree', 3);
export const steeringByMid = steering('steeringByMid', 'mid');

/** All that is found again by name and version. */
export const definitions = Object.freeze(
  [leaky, walk, summing, correcting, fading, growing, steeringByThree, steeringByMid].map(({ definition }) => definition),
);
