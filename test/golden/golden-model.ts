import {
  checkModel,
  type Model,
  type ModelConnection,
  type ModelEnsemble,
  type ModelNeuron,
  type ModelNode,
  type ModelProbe,
  type ModelTransform,
  type SourceRef,
  type TargetRef,
} from '@rheobase/compiler';
import { alpha, convolution, lowpass, type SynapseRecord, sparse, type Tensor, tensor } from '@rheobase/core';
import type { GoldenCase, GoldenSynapse, GoldenTransform } from './golden-case.js';

/** A feature of a case that this release does not have. */
export class NotYet extends Error {}

const number = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (value === '-inf') return Number.NEGATIVE_INFINITY;
  throw new NotYet(`parameter ${String(value)}`);
};

const deepFlat = (values: unknown): number[] => (Array.isArray(values) ? values.flatMap(deepFlat) : [number(values)]);

function neuronOf({ type, ...p }: GoldenCase['ensembles'][number]['neuron_type']): ModelNeuron {
  switch (type) {
    case 'LIF':
      return {
        type: 'lif',
        tauRc: number(p.tau_rc),
        tauRef: number(p.tau_ref),
        minVoltage: number(p.min_voltage),
        amplitude: number(p.amplitude),
      };
    case 'LIFRate':
      return { type: 'lifRate', tauRc: number(p.tau_rc), tauRef: number(p.tau_ref), amplitude: number(p.amplitude) };
    case 'RectifiedLinear':
      return { type: 'relu', amplitude: number(p.amplitude) };
    case 'SpikingRectifiedLinear':
      return { type: 'spikingRelu', amplitude: number(p.amplitude) };
    default:
      throw new NotYet(`neuron type ${type}`);
  }
}

function synapseOf(synapse: GoldenSynapse | null): SynapseRecord | null {
  if (synapse === null) return null;
  if (synapse.type === 'lowpass') return lowpass(number(synapse.tau));
  if (synapse.type === 'alpha') return alpha(number(synapse.tau));
  throw new NotYet(`synapse ${synapse.type}`);
}

/**
 * A golden case as a Model. The format multiplies decoders, transform and (for currents) post encoders into one matrix; here that matrix
 * stands as the decoders, and the transform is left out.
 */
export function goldenModel(golden: GoldenCase): Model {
  const tensors = new Map<string, Tensor>();
  const put = (id: string, shape: readonly number[], data: readonly number[]): string => {
    tensors.set(id, tensor(shape, data));
    return id;
  };
  const matrix = (id: string, rows: readonly (readonly number[])[]): string => put(id, [rows.length, rows[0]?.length ?? 0], rows.flat());

  const nodes = golden.nodes.map((node): ModelNode => {
    const { kind, value, values } = node.output;
    if (kind === 'passthrough') return { path: node.id, record: { type: 'passthrough', size: node.size_out } };
    if (kind === 'constant') {
      return {
        path: node.id,
        record: { type: 'constant', size: node.size_out, value: put(`${node.id}.value`, [node.size_out], deepFlat(value)) },
      };
    }
    if (kind === 'table' && values)
      return { path: node.id, record: { type: 'table', size: node.size_out, values: matrix(`${node.id}.values`, values) } };
    throw new NotYet(`node ${kind}`);
  });

  const ensembles = golden.ensembles.map((ensemble): ModelEnsemble => {
    const { id, n_neurons: n, dimensions, radius, initial_state: initial = {} } = ensemble;
    const neuronType = neuronOf(ensemble.neuron_type);
    if (ensemble.noise_current) throw new NotYet('noise');
    if (!ensemble.encoders || !ensemble.gain || !ensemble.bias) throw new NotYet('ensemble without encoders');
    const states = Object.entries(initial).map(([name, values]) => [name === 'refractory_time' ? 'refractoryTime' : name, values] as const);
    return {
      path: id,
      neurons: n,
      dimensions,
      radius,
      shape: [n],
      neuronType,
      encoders: matrix(`${id}.encoders`, ensemble.encoders),
      gain: put(`${id}.gain`, [n], ensemble.gain),
      bias: put(`${id}.bias`, [n], ensemble.bias),
      initialState: Object.fromEntries(states.map(([name, values]) => [name, { tensor: put(`${id}.${name}`, [n], values) }])),
      seed: 0,
    };
  });

  const transformOf = (id: string, t: GoldenTransform, size: number): ModelTransform | null => {
    switch (t.kind) {
      case 'none':
        return null;
      case 'scalar':
        return { type: 'scale', size, factors: put(`${id}.factors`, [1], [number(t.value)]) };
      case 'diagonal':
        return { type: 'scale', size, factors: put(`${id}.factors`, [size], t.values ?? []) };
      case 'dense':
        return {
          type: 'dense',
          sizeOut: t.matrix?.length ?? 0,
          sizeIn: t.matrix?.[0]?.length ?? 0,
          weights: matrix(`${id}.weights`, t.matrix ?? []),
        };
      case 'sparse': {
        const made = sparse({ shape: t.shape ?? [0, 0], rows: t.rows ?? [], columns: t.cols ?? [], values: t.data ?? [] });
        const keep = (name: 'rows' | 'columns' | 'weights') => {
          const held = made[name];
          if ('data' in held) tensors.set(`${id}.${name}`, held);
          return `${id}.${name}`;
        };
        return { ...made, rows: keep('rows'), columns: keep('columns'), weights: keep('weights') };
      }
      case 'convolution': {
        const kernel = deepFlat(t.kernel);
        const made = convolution({
          inputShape: t.input_shape ?? [],
          filters: t.n_filters ?? 1,
          kernelSize: t.kernel_size ?? [],
          strides: t.strides ?? [],
          padding: t.padding ?? 'valid',
          channelsLast: t.channels_last ?? true,
          groups: t.groups ?? 1,
          kernel,
        });
        return { ...made, kernel: put(`${id}.kernel`, [kernel.length], kernel) };
      }
      default:
        throw new NotYet(`transform ${t.kind}`);
    }
  };

  const connections = golden.connections.map((c): ModelConnection => {
    if ((c.learning_rules?.length ?? 0) > 0) throw new NotYet('learning rules');
    if (c.function) throw new NotYet('functions of nodes');
    if (c.post.port !== 'input' && c.post.port !== 'neurons' && c.post.port !== 'current') throw new NotYet(`target ${c.post.port}`);
    const pre: Omit<SourceRef, 'path'> & { readonly id: string } = c.pre;
    const post: Omit<TargetRef, 'path'> & { readonly id: string } = { ...c.post, port: c.post.port };
    const source = golden.nodes.find(n => n.id === pre.id)?.size_out ?? golden.ensembles.find(e => e.id === pre.id)?.n_neurons ?? 0;
    const ensemble = golden.ensembles.find(e => e.id === post.id);
    const width = ensemble
      ? post.port === 'input'
        ? ensemble.dimensions
        : ensemble.n_neurons
      : (golden.nodes.find(n => n.id === post.id)?.size_in ?? 0);
    return {
      path: c.id,
      pre: { path: c.pre.id, port: c.pre.port, slice: c.pre.port === 'decoded' ? null : c.pre.slice },
      post: { path: c.post.id, port: c.post.port, slice: c.post.slice },
      function: null,
      decoders: c.weights ? matrix(`${c.id}.decoders`, c.weights) : null,
      solve: null,
      transform: c.transform ? transformOf(c.id, c.transform, c.pre.slice?.length ?? source) : null,
      synapse: synapseOf(c.synapse),
      delaySteps: 0,
      rules: [],
      sizeOut: c.post.slice?.length ?? width,
    };
  });

  const attributes: Readonly<Record<string, string>> = {
    decoded_output: 'decoded',
    output: 'output',
    input: 'input',
    voltage: 'voltage',
    refractory_time: 'refractoryTime',
  };
  const probes = golden.probes.map((p): ModelProbe => {
    const { port, attr } = p.target;
    const attribute = port === 'neurons' && attr === 'input' ? 'current' : attributes[attr];
    if (attribute === undefined || (port !== 'node' && port !== 'ensemble' && port !== 'neurons' && port !== 'connection')) {
      throw new NotYet(`probe of ${port} ${attr}`);
    }
    return {
      path: p.id,
      target: { path: p.target.id, port, attribute, slice: p.target.slice },
      size: p.expected[0]?.length ?? 0,
      decoders: p.weights ? matrix(`${p.id}.decoders`, p.weights) : null,
      solve: null,
      synapse: synapseOf(p.synapse),
      sampleEvery: p.sample_every,
      keep: null,
    };
  });
  const model: Model = { version: 1, tensors, nodes, ensembles, connections, probes, hints: {} };
  checkModel(model);
  return model;
}
