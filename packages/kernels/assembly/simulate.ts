import { adapt, subtract } from './neurons/adaptation';
import { integrateAndFire } from './neurons/integrate-and-fire';
import { izhikevich } from './neurons/izhikevich';
import { lif, lifShort } from './neurons/lif';
import { lifRate, relu, sigmoid, softLif, tanhRate } from './neurons/rates';
import { poissonSpikes, regularSpikes, stochasticSpikes } from './neurons/spikes-of-rates';
import { spikingRelu } from './neurons/spiking-relu';
import { convolve, convolveEvents } from './operators/convolve';
import { first, gain, ring, system, taps } from './operators/filter';
import { above, absolute, cube, heaviside, norm, product, ramp, sinPi, square, total } from './operators/functions';
import { bcm, oja, voja } from './operators/hebbian';
import { pes } from './operators/learn';
import { dot, dotEvents, matVec, matVecEvents } from './operators/matrix';
import { argmax, maxPool, softmax } from './operators/nodes';
import { rls } from './operators/rls';
import { addAll, addRange, addScaled, addSome, assign, copy, fill, gather, input, record, table } from './operators/signals';
import { sparseEvents, sparseRows } from './operators/sparse';
import { weigh, weighEvents } from './operators/weigh';
import { sum } from './operators/sum';
import { exponentialNoise, gaussianNoise, uniformNoise } from './random/noise';
import { setItems, setStep } from './table/clock';
import { codeOf, lengthOf } from './table/record';

/** The table between two addresses, over and over: `steps` times, the first of them step `first`, its row in the buffers `from`. */
export function run64(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  run<f64>(begin, end, items, first, from, steps);
}

/** The same in float32. */
export function run32(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  run<f32>(begin, end, items, first, from, steps);
}

function run<T>(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  setItems(items);
  for (let n = 0; n < steps; n++) {
    setStep(first + <f64>n, from + n);
    for (let at = begin; at < end; at += lengthOf(at)) operate<T>(at);
  }
}

/** One record. The codes are those of src/table/codes.ts. */
function operate<T>(at: usize): void {
  switch (codeOf(at)) {
    case 0: fill<T>(at); break;
    case 1: assign(at); break;
    case 2: table(at); break;
    case 3: input(at); break;
    case 4: record(at); break;
    case 5: gather<T>(at); break;
    case 6: copy(at); break;
    case 7: addAll<T>(at); break;
    case 8: addScaled<T>(at); break;
    case 9: addRange<T>(at); break;
    case 10: addSome<T>(at); break;
    case 11: matVec<T>(at); break;
    case 12: matVecEvents<T>(at); break;
    case 13: dot<T>(at); break;
    case 14: dotEvents<T>(at); break;
    case 15: gain<T>(at); break;
    case 16: first<T>(at); break;
    case 17: system<T>(at); break;
    case 18: taps<T>(at); break;
    case 19: ring(at); break;
    case 20: lif<T>(at); break;
    case 21: weigh<T>(at); break;
    case 22: weighEvents<T>(at); break;
    case 23: sparseRows<T>(at); break;
    case 24: sparseEvents<T>(at); break;
    case 25: convolve<T>(at); break;
    case 26: convolveEvents<T>(at); break;
    case 27: pes<T>(at); break;
    case 28: spikingRelu<T>(at); break;
    case 29: integrateAndFire<T>(at); break;
    case 30: lifShort(at); break;
    case 31: sum<T>(at); break;
    case 40: lifRate<T>(at); break;
    case 41: softLif<T>(at); break;
    case 42: relu<T>(at); break;
    case 43: sigmoid<T>(at); break;
    case 44: tanhRate<T>(at); break;
    case 45: izhikevich<T>(at); break;
    case 46: subtract<T>(at); break;
    case 47: adapt<T>(at); break;
    case 48: regularSpikes<T>(at); break;
    case 49: stochasticSpikes<T>(at); break;
    case 50: poissonSpikes<T>(at); break;
    case 51: rls<T>(at); break;
    case 52: bcm<T>(at); break;
    case 53: oja<T>(at); break;
    case 54: voja<T>(at); break;
    case 55: softmax<T>(at); break;
    case 56: argmax<T>(at); break;
    case 57: maxPool<T>(at); break;
    case 58: gaussianNoise<T>(at); break;
    case 59: uniformNoise<T>(at); break;
    case 60: square<T>(at); break;
    case 61: cube<T>(at); break;
    case 62: absolute<T>(at); break;
    case 63: sinPi<T>(at); break;
    case 64: heaviside<T>(at); break;
    case 65: ramp<T>(at); break;
    case 66: above<T>(at); break;
    case 67: product<T>(at); break;
    case 68: total<T>(at); break;
    case 69: norm<T>(at); break;
    case 70: exponentialNoise<T>(at); break;
    default: unreachable();
  }
}
