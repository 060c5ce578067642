import { Network } from '@rheobase/core';
import { type Imported, type Importer, importerPlugin, type Plugin } from '@rheobase/runtime';
import { foldConstants } from '../fold/fold.js';
import { liveNodes } from '../graph/live.js';
import type { OnnxModel } from '../read/model.js';
import { readOnnx } from '../read-onnx.js';
import { importNotes } from './notes.js';
import { type ImportOnnxOptions, readOptions } from './options.js';
import { planGraph } from './plan.js';
import { recognisesOnnx } from './recognise.js';
import { refuseAll, refusedTypes } from './refusals.js';
import { wirePlan } from './wiring.js';

const importer: Importer = Object.freeze({
  format: 'onnx',
  recognises: recognisesOnnx,
  importNetwork: (bytes: Uint8Array, options: Readonly<Record<string, unknown>>) => importOnnx(bytes, readOptions(options, true)),
});

/** Import of ONNX files as a plugin for `createRuntime`; `runtime.importNetwork(bytes, options)` takes the options of `importOnnx`. */
export const onnx = (): Plugin => importerPlugin({ name: '@rheobase/plugin-onnx', version: '0.1.0', contract: 2, create: () => importer });

/**
 * The Network that computes in every step what an ONNX file computes of one item: a rate network of ReLU ensembles, passthrough nodes and
 * connections without synapses. Values keep their layout, channels first; the first axis of every input is the batch and becomes that of
 * the runtime. Weights that the file shares stay shared, in float32 where that is exact.
 *
 *     read ──▶ refuse by type ──▶ fold constants ──▶ plan every node ──▶ wire
 *
 * `inputs` and `outputs` go by the names in the file; a graph that ends in a softmax has its logits as `<name>.logits` besides. Throws
 * ImportError for files that cannot be read or contradict themselves, one UnsupportedError naming every node that cannot be imported, with
 * its operator, the opset and what can be (before anything is built), and ValidationError for sizes left open and unknown output names.
 */
export const importOnnx = (bytes: Uint8Array, options: ImportOnnxOptions = {}): Imported => {
  const { sizes = {}, outputs, resolveExternal } = readOptions(options);
  const model = withOutputs(readOnnx(bytes, resolveExternal === undefined ? {} : { resolveExternal }), outputs);
  const names = model.graph.outputs.map(({ name }) => name);
  const nodes = liveNodes(model.graph, names);
  refuseAll(model, refusedTypes(model, nodes));
  const folded = foldConstants(model, new Map(Object.entries(sizes)));
  const plan = planGraph(folded);
  const network = new Network();
  const { inputs, outputs: probes } = wirePlan(plan, network);
  return Object.freeze({ network, inputs, outputs: probes, notes: Object.freeze(importNotes(nodes, folded.model, plan)) });
};

const withOutputs = (model: OnnxModel, names: readonly string[] | undefined): OnnxModel => {
  if (names === undefined) return model;
  const outputs = names.map(name => ({ name, dtype: 'float32' as const, shape: undefined }));
  return { ...model, graph: { ...model.graph, outputs } };
};
