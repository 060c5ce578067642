import {
  type ArrayInput,
  checkedSeed,
  implementationOf,
  knownOptions,
  optionNames,
  type ProcessRecord,
  processes,
  processSizes,
  type SynapseRecord,
  stateSize,
  type Tensor,
  tensor,
  toTensor,
  ValidationError,
} from '@rheobase/core';
import { hashSeed, randomStream, roundHalfEven } from '@rheobase/math';
import { checkedDt } from '@rheobase/model';
import { advanceFilter } from '../filter/advance.js';
import { discretise } from '../filter/discretise.js';
import { noiseDrawer, noiseFactor, ownDrawSeed } from './draw-noise.js';
import { processState } from './process-state.js';
import { stepProcess } from './step-process.js';
import { timeFunction } from './time-function.js';

export interface ApplyOptions {
  /** Length of a step, s. Default 0.001. */
  readonly dt?: number;
  /** Of its draws: those of a node with this seed (`net.process(process, { seed })`), in the first item of any simulation. Default 0. */
  readonly seed?: number;
}

export interface RunOptions extends ApplyOptions {
  /** How many steps; or give `duration`. */
  readonly steps?: number;
  /** s, rounded to whole steps. */
  readonly duration?: number;
  /** How many values it gives. Default: those of its arrays, else 1. */
  readonly size?: number;
}

/** Makes one step: from time and input to `out`. */
type Step = (time: number, x: Float64Array, out: Float64Array) => void;

function filterStep(synapse: SynapseRecord, dt: number, size: number): Step {
  const filter = discretise(synapse, dt);
  const advance = advanceFilter(filter, new Float64Array(stateSize(filter) * size), size);
  return (_time, x, out) => advance(x, out, 0);
}

function stepOf(process: ProcessRecord, dt: number, size: number, seed: number): Step {
  const random = () => randomStream(hashSeed(ownDrawSeed(seed), 0));
  const noise = (given: Extract<ProcessRecord, { readonly scale: boolean }>): Step => {
    const [stream, draw] = [random(), noiseDrawer(given.distribution, noiseFactor(given, dt), given.type)];
    return (_time, _x, out) => draw(stream, out);
  };
  switch (process.type) {
    case 'whiteNoise':
      return noise(process);
    case 'filteredNoise': {
      const [source, filter, drawn] = [noise(process), filterStep(process.synapse, dt, size), new Float64Array(size)];
      return (time, x, out) => {
        source(time, x, drawn);
        filter(time, drawn, out);
      };
    }
    case 'filtered':
      return filterStep(process.synapse, dt, size);
    case 'whiteSignal':
    case 'presentInput': {
      const value = timeFunction(process, dt, size, ownDrawSeed(seed));
      return (time, x, out) => out.set(Array.from(value(time, x)));
    }
    case 'piecewise': {
      const functions = process.functions?.map(f => (f === null ? null : implementationOf(f))) ?? null;
      const value = timeFunction({ ...process, functions }, dt, size, 0);
      return (time, x, out) => out.set(Array.from(value(time, x)));
    }
    case 'customProcess': {
      const { name, version, implementation, parameters } = process;
      if (!implementation) {
        throw new ValidationError(`process '${name}' (version ${version}) is not at hand; make it with what defineProcess gave`, {
          code: 'missing-definition',
          object: name,
          given: name,
        });
      }
      const stream = random();
      const state = processState(process, implementation, { sizeIn: process.sizeIn ?? size, sizeOut: size, dt }, name);
      return (time, x, out) => stepProcess(implementation.step, { dt, time, x, state, parameters, random: stream, out }, name);
    }
  }
}

const runNames = optionNames<RunOptions>({ steps: true, duration: true, size: true, dt: true, seed: true });
const applyNames = optionNames<ApplyOptions>({ dt: true, seed: true });

/** What a process gives in so many steps from rest, (steps, size): row k is that of time (k + 1) dt. It takes no input, or zeros. */
export function runProcess(process: ProcessRecord, options: RunOptions): Tensor {
  processes.check('runProcess: process', process);
  const { dt = 0.001, duration = 0, steps = roundHalfEven(duration / dt) } = knownOptions('runProcess', options, runNames);
  if (options.duration !== undefined && options.steps !== undefined) {
    throw new ValidationError(`runProcess: steps ${steps} and duration ${duration} were given; give one of them`, {
      code: 'contradiction',
      object: 'runProcess',
      given: { steps, duration },
      allowed: 'steps or duration',
    });
  }
  checkedDt('runProcess', dt);
  checkedSeed('runProcess', options.seed ?? 0);
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new ValidationError(`runProcess: steps must be a whole number >= 0, but ${steps} was given`, {
      code: 'invalid-parameter',
      given: steps,
      allowed: 'a whole number >= 0',
    });
  }
  const { sizeIn, sizeOut } = processSizes(process, options.size);
  return rows(process, new Float64Array(steps * sizeIn), steps, sizeIn, sizeOut, options);
}

/** Whether a process gives as many values as it takes, however many they are. */
const followsInput = (process: ProcessRecord): boolean =>
  process.type === 'filtered' || (process.type === 'customProcess' && process.sizeIn === null && process.sizeOut === null);

/** What a process makes of `x` (steps, size in), from rest: (steps, size out). */
export function applyProcess(process: ProcessRecord, x: ArrayInput, options: ApplyOptions = {}): Tensor {
  processes.check('applyProcess: process', process);
  knownOptions('applyProcess', options, applyNames);
  checkedDt('applyProcess', options.dt ?? 0.001);
  checkedSeed('applyProcess', options.seed ?? 0);
  const given = toTensor(x);
  const [steps = 1, width = 1] = given.shape;
  const { sizeIn, sizeOut } = processSizes(process, followsInput(process) ? width : undefined);
  if (given.shape.length > 2 || width !== sizeIn) {
    throw new ValidationError(`applyProcess: ${process.type} takes rows of ${sizeIn} values, but shape [${given.shape}] was given`, {
      code: 'size-mismatch',
      object: process.type,
      given: given.shape,
      allowed: `(steps, ${sizeIn})`,
    });
  }
  return rows(process, Float64Array.from(given.data), steps, sizeIn, sizeOut, options);
}

function rows(
  process: ProcessRecord,
  x: Float64Array,
  steps: number,
  sizeIn: number,
  size: number,
  { dt = 0.001, seed = 0 }: ApplyOptions,
): Tensor {
  const step = stepOf(process, dt, size, seed);
  const out = new Float64Array(steps * size);
  for (let k = 0; k < steps; k++) {
    step((k + 1) * dt, x.slice(k * sizeIn, (k + 1) * sizeIn), out.subarray(k * size, (k + 1) * size));
  }
  return tensor([steps, size], out);
}
