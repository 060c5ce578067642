import type { Kernels } from '../kernel.js';
import { call } from './call.js';
import { learn } from './learn.js';
import { neurons } from './neurons/neurons.js';
import { noise, process } from './process.js';

/**
 * The kernels of `plainKernels` that a fast backend needs on the host as well: `call` and `process` run users' functions, always. `neurons` and
 * `learn` do any type and rule whole; only `customNeuron` and rules of the user have to run there. So have neurons whose spikes are drawn
 * (`stochasticSpiking`, `poissonSpiking`) and `noise`, unless the backend has streams of the same draws.
 */
export const hostKernels = Object.freeze({ call, process, noise, neurons, learn }) satisfies Kernels;
