import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Connection, lowpass, Network } from '@rheobase/core';
import { actionSelection, associativeMemory, ensembleArray, inputGatedMemory, product } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';

interface GoldenEnd {
  readonly id: string;
  readonly slice: readonly number[] | null;
}
interface GoldenTransform {
  readonly kind: string;
  readonly value?: number;
  readonly matrix?: readonly (readonly number[])[];
}
interface GoldenNetwork {
  readonly nodes: readonly { readonly id: string; readonly size_in: number; readonly output: { readonly kind: string } }[];
  readonly ensembles: readonly { readonly n_neurons: number; readonly dimensions: number; readonly radius: number }[];
  readonly connections: readonly {
    readonly pre: GoldenEnd;
    readonly post: GoldenEnd;
    readonly transform?: GoldenTransform;
    readonly synapse: { readonly type: string; readonly tau: number } | null;
  }[];
}

const golden = (name: string): GoldenNetwork =>
  JSON.parse(gunzipSync(readFileSync(new URL(`../../../test/golden/nengo/${name}.json.gz`, import.meta.url))).toString('utf8'));

const diagonal = (size: number, value: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? value : 0)));

/** A connection as text: its matrix, and its filter. */
const wire = (matrix: readonly (readonly number[])[], synapse: { readonly type: string; readonly tau: number } | null): string =>
  `${synapse ? `${synapse.type} ${synapse.tau}` : 'direct'}: ${JSON.stringify(matrix.map(row => row.map(x => Number(x.toPrecision(12)) || 0)))}`;

/** What lies between passthrough nodes as a whole in a golden network. */
function goldenWires({ nodes, connections }: GoldenNetwork): readonly string[] {
  const passing = new Map(nodes.filter(({ output }) => output.kind === 'passthrough').map(({ id, size_in }) => [id, size_in]));
  return connections
    .filter(({ pre, post }) => passing.has(pre.id) && passing.has(post.id) && pre.slice === null && post.slice === null)
    .map(({ pre, transform, synapse }) => wire(transform?.matrix ?? diagonal(passing.get(pre.id) ?? 0, transform?.value ?? 1), synapse))
    .sort();
}

const matrixOf = ({ transform, pre }: Connection): readonly (readonly number[])[] => {
  if (transform === null) return diagonal(pre.kind === 'node' ? pre.sizeOut : 0, 1);
  if (transform.type === 'scale' && 'data' in transform.factors) return diagonal(transform.size, transform.factors.data[0] ?? 0);
  if (transform.type !== 'dense' || !('data' in transform.weights)) throw new Error(`a transform ${transform.type} is not compared`);
  const { sizeIn, sizeOut } = transform;
  const data = Array.from(transform.weights.data);
  return Array.from({ length: sizeOut }, (_, row) => data.slice(row * sizeIn, (row + 1) * sizeIn));
};

function wires(network: Network): readonly string[] {
  return network.connections
    .filter(({ pre, post }) => [pre, post].every(end => end.kind === 'node' && end.record.type === 'passthrough'))
    .map(each => wire(matrixOf(each), each.synapse?.type === 'lowpass' ? each.synapse : null))
    .sort();
}

const sizes = (list: readonly (readonly [number, number, number])[]): readonly string[] => list.map(String).sort();

const cases: readonly (readonly [string, (net: Network) => void])[] = [
  ['subnet_product', net => void product(net, 60, 2)],
  [
    'subnet_ensemblearray_neuron_io',
    net => {
      const array = ensembleArray(net, 15, 2, { dimensions: 2, ensemble: { radius: 1.3 } });
      array.addNeuronInput();
      array.addNeuronOutput();
    },
  ],
  ['subnet_basal_ganglia_thalamus', net => void actionSelection(net, 3, { basalGanglia: { neurons: 40 }, thalamus: { neurons: 20 } })],
  [
    'subnet_assoc_mem',
    net =>
      void associativeMemory(net, diagonal(4, 1).slice(0, 3), {
        neurons: 20,
        winnerTakeAll: true,
        inhibitable: true,
        defaultOutput: { vector: [0, 0, 0, 1], neurons: 15 },
      }),
  ],
  ['subnet_input_gated_memory', net => void inputGatedMemory(net, 30, 2)],
];

describe('ready-made networks are wired as those of Nengo', () => {
  it.each(cases)('%s', (name, make) => {
    const net = new Network({ defaults: { connection: { synapse: lowpass(9) } } });
    make(net);
    const wanted = golden(name);
    expect(wires(net)).toEqual(goldenWires(wanted));
    expect(
      sizes(net.ensembles.map(({ size, dimensions, settings }) => [size, dimensions, Number(settings.radius.toPrecision(12))])),
    ).toEqual(sizes(wanted.ensembles.map(({ n_neurons, dimensions, radius }) => [n_neurons, dimensions, Number(radius.toPrecision(12))])));
  });
});
