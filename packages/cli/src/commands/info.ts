import { bytesPerElement, type Network, type NodeRecord } from '@rheobase/core';
import { hashModel, type Model } from '@rheobase/model';
import type { CommandDeclaration, Outcome } from '../command/command.js';
import { codeOption, MODEL } from '../command/options.js';
import { readCode } from '../files/read-code.js';
import { readStored } from '../files/read-network.js';

interface InfoOptions {
  readonly code?: string;
}

/** What there is to know of a file before it is run. */
interface Facts {
  readonly kind: 'model' | 'network';
  readonly hash?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Sizes by path. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly probes: Readonly<Record<string, number>>;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What Models and networks have in common. */
interface Parts {
  readonly nodes: readonly { readonly path: string; readonly record: NodeRecord<unknown, unknown> }[];
  readonly ensembles: readonly unknown[];
  readonly connections: readonly unknown[];
  readonly probes: readonly { readonly path: string; readonly size: number }[];
}

const common = ({ nodes, ensembles, connections, probes }: Parts, neurons: number) => ({
  counts: { nodes: nodes.length, ensembles: ensembles.length, neurons, connections: connections.length, probes: probes.length },
  inputs: Object.fromEntries(nodes.flatMap(({ path, record }) => (record.type === 'input' ? [[path, record.size]] : []))),
  probes: Object.fromEntries(probes.map(({ path, size }) => [path, size])),
});

function modelFacts(model: Model): Facts {
  const facts = common(model, total(model.ensembles.map(({ neurons }) => neurons)));
  const bytes = total(Array.from(model.tensors.values(), ({ dtype, data }) => data.length * bytesPerElement[dtype]));
  return {
    kind: 'model',
    hash: hashModel(model),
    ...facts,
    counts: { ...facts.counts, tensors: model.tensors.size, 'bytes of tensors': bytes },
  };
}

const networkFacts = (network: Network): Facts => ({
  kind: 'network',
  ...common(network, total(network.ensembles.map(({ size }) => size))),
});

const listed = (title: string, sizes: Readonly<Record<string, number>>): readonly string[] => {
  const entries = Object.entries(sizes);
  return entries.length === 0 ? [`${title}: none`] : [`${title}:`, ...entries.map(([path, size]) => `  ${path} (${size})`)];
};

/** Shows what a file holds: counts, input nodes and probes with their sizes, and a model's hash. */
async function info(file: string, { code }: InfoOptions): Promise<Outcome> {
  const stored = readStored(file, await readCode(code));
  const facts = stored.kind === 'model' ? modelFacts(stored.model) : networkFacts(stored.network);
  const counts = Object.entries(facts.counts).map(([what, count]) => `${count} ${what}`);
  const lines = [
    `${facts.kind}: ${counts.join(', ')}`,
    ...(facts.hash === undefined ? [] : [`hash: ${facts.hash}`]),
    ...listed('inputs', facts.inputs),
    ...listed('probes', facts.probes),
  ];
  return { json: facts, text: `${lines.join('\n')}\n` };
}

export const command: CommandDeclaration = { argument: ['<file>', MODEL], options: [codeOption()], run: info };
