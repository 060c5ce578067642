import {
  alpha,
  brownNoise,
  choice,
  cosineSimilarity,
  exponential,
  filtered,
  filteredNoise,
  gaussian,
  lowpass,
  Network,
  oscillator,
  pdf,
  piecewise,
  presentInput,
  quasirandomSequence,
  scatteredHypersphere,
  sqrtBeta,
  subvectorLength,
  table,
  uniform,
  uniformHypersphere,
  whiteNoise,
  whiteSignal,
} from 'rheobase';
import { type Entry, rows } from './entry.js';

/** Noise of every kind, by itself, into neurons and in their currents. */
function noisy(): Network {
  const net = new Network({ seed: 61 });
  const kinds = [
    whiteNoise({ distribution: gaussian(0.1, 0.3), scale: false }),
    whiteNoise({ distribution: uniform(-0.5, 0.25) }),
    filteredNoise({ synapse: alpha(0.01), distribution: gaussian(0, 2) }),
    brownNoise({ distribution: gaussian(0, 0.2) }),
  ];
  for (const process of kinds) {
    const node = net.process(process, { size: 2 });
    const a = net.ensemble(40, 2, { noise: process });
    net.connect(node, a, { synapse: lowpass(0.002) });
    for (const probed of [node, a]) net.probe(probed);
  }
  return net;
}

/** Signals that are made before the run or step by step. */
function signals(): Network {
  const net = new Network({ seed: 62 });
  const input = net.input(2);
  const sources = [
    net.process(whiteSignal({ period: 0.2, high: 30, rms: 0.5 }), { size: 2 }),
    net.process(presentInput(rows(7, 2, 1), 0.031)),
    net.process(piecewise({ times: [0, 0.05, 0.11, 0.25], values: rows(4, 2, 1), interpolation: 'linear' })),
    net.process(piecewise({ times: [0.02, 0.13], values: rows(2, 2, 1) })),
    net.node(table(rows(250, 2, 1))),
    net.constant([0.3, -0.6]),
  ];
  const smooth = net.process(filtered(alpha(0.02)), { size: 2 });
  net.connect(input, smooth, { synapse: null });
  for (const source of [...sources, smooth]) {
    const a = net.ensemble(30, 2);
    net.connect(source, a, { synapse: null });
    for (const probed of [source, a]) net.probe(probed);
  }
  return net;
}

/** Ensembles whose every part is drawn in another way, driven by an oscillator. */
function drawn(): Network {
  const net = new Network({ seed: 63 });
  const input = net.input(2);
  const turning = oscillator(net, 120, 3);
  net.connect(input, turning.input, { transform: 0.5 });
  const ways = [
    { encoders: uniformHypersphere({ surface: true }), intercepts: cosineSimilarity(4) },
    { encoders: scatteredHypersphere({ surface: true }), intercepts: exponential(0.3, { shift: -0.5, high: 0.9 }) },
    { encoders: quasirandomSequence(), maxRates: uniform(50, 90), evalPoints: quasirandomSequence() },
    {
      encoders: choice(
        [
          [1, 0],
          [0, 1],
          [-1, -1],
        ],
        [1, 1, 2],
      ),
      maxRates: gaussian(150, 10),
    },
    { intercepts: pdf([-0.9, -0.2, 0.1, 0.8], [0.1, 0.4, 0.3, 0.2]), evalPoints: uniformHypersphere() },
    { intercepts: sqrtBeta(3, 2), encoders: gaussian(0, 1) },
    { intercepts: subvectorLength(5, 2) },
    { gain: uniform(1, 4), bias: uniform(-1, 3) },
  ];
  for (const way of ways) {
    const a = net.ensemble(50, 2, way);
    net.connect(turning.state, a);
    net.probe(a, { synapse: lowpass(0.01) });
  }
  return net;
}

export const ofDrawing: readonly Entry[] = [
  { name: 'noise', make: noisy, batch: 3 },
  { name: 'signals', make: signals, batch: 2 },
  { name: 'distributions', make: drawn },
];
