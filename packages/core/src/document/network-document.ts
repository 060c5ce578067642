import { knownOptions, optionNames } from '../definitions/known-options.js';
import { ImportError, ValidationError } from '../errors.js';
import { functionsByName, type HostFunctions } from '../functions/host-function.js';
import { learningRules } from '../learning/learning-rule.js';
import { reshaped, viewOf } from '../network/endpoint.js';
import { Network } from '../network/network.js';
import type { Connection, Endpoint, Viewable } from '../network/objects.js';
import { Fields, type Json } from '../record/fields.js';
import type { Tensor } from '../tensor.js';
import { Decoder } from './decode.js';
import type { Definition } from './definition.js';
import { Encoder } from './encode.js';
import { tensorFromJSON } from './tensor-json.js';

/** A network as plain JSON. */
export type NetworkDocument = { readonly [name: string]: Json };

export interface ReadNetworkOptions {
  /** The host functions that the document names, as functions of (time, x) or as records of `hostFunction`. */
  readonly functions?: HostFunctions;
  /** What the document names and users defined in code. What is missing here can be handed in when a simulation is made. */
  readonly definitions?: readonly Definition[];
}

function endpointJSON(endpoint: Endpoint): Json {
  const of = endpoint.kind === 'view' ? endpoint.of : endpoint;
  const view = endpoint.kind === 'view' ? { indices: endpoint.indices, shape: endpoint.shape } : {};
  if (of.kind === 'rule') return { path: of.connection.path, port: 'rule', rule: of.index, ...view };
  return { path: of.path, port: of.kind, ...view };
}

/** A network as JSON; reading it back gives the same network. An anonymous function is refused, naming its object. */
export function networkToJSON(network: Network): NetworkDocument {
  const encoder = new Encoder();
  const ends = (target: Endpoint | Connection): Json =>
    target.kind === 'connection' ? { path: target.path, port: 'connection' } : endpointJSON(target);
  const nodes = network.nodes.map(({ path, record, shape, hints }) => encoder.value({ path, record, shape, hints }, path));
  const ensembles = network.ensembles.map(({ path, size, dimensions, settings }) =>
    encoder.value({ path, neurons: size, dimensions, ...settings }, path),
  );
  const connections = network.connections.map(({ kind: _kind, rule: _rule, pre, post, ...fields }) => ({
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encoder.value(value, fields.path)])),
    pre: endpointJSON(pre),
    post: endpointJSON(post),
  }));
  const probes = network.probes.map(({ kind: _kind, target, ...fields }) => ({
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encoder.value(value, fields.path)])),
    target: ends(target),
  }));
  const { label, seed } = network;
  return { format: 'rheobase-network', version: 1, label, seed, tensors: encoder.tensors(), nodes, ensembles, connections, probes };
}

const names = optionNames<ReadNetworkOptions>({ functions: true, definitions: true });

/** The network that a document describes; `ImportError` names the place or the object that is wrong. */
export function networkFromJSON(document: unknown, options: ReadNetworkOptions = {}): Network {
  knownOptions('networkFromJSON', options, names);
  try {
    return readNetwork(document, options);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { object, given, allowed } = error;
    const detail = { ...(object === undefined ? {} : { object }), ...(allowed === undefined ? {} : { allowed }), given };
    throw new ImportError(`network document: ${error.message}`, { code: 'invalid-document', ...detail });
  }
}

function readNetwork(document: unknown, { functions = {}, definitions = [] }: ReadNetworkOptions): Network {
  if (typeof document === 'string') {
    throw new ImportError(
      'network document must be an object, but a text was given; parse it first, as in networkFromJSON(JSON.parse(text))',
      {
        code: 'invalid-document',
        allowed: 'an object',
      },
    );
  }
  const at = new Fields(document, 'network document');
  at.oneOf('format', ['rheobase-network']);
  if (at.number('version') !== 1) {
    throw new ImportError(`network document: version ${at.number('version')} is not known; this release reads version 1`, {
      code: 'unknown-version',
      given: at.number('version'),
      allowed: '1',
    });
  }
  const tensors = new Map<string, Tensor>();
  for (const [id, value] of Object.entries(at.record('tensors'))) tensors.set(id, tensorFromJSON(value, `tensors.${id}`));
  const decoder = new Decoder(tensors, functionsByName(functions), definitions);
  const label = at.text('label');
  const network = new Network({ ...(label === '' ? {} : { label }), seed: at.number('seed') });
  const paths = new Set<string>();
  const each = (name: string, read: (fields: Fields, path: string) => void) => {
    at.list(name).forEach((item, index) => {
      const fields = new Fields(item, `${name}[${index}]`);
      const path = fields.text('path');
      if (paths.has(path)) throw Fields.wrong(`${fields.where}.path`, path, `a path that no other object has; '${path}' is used twice`);
      paths.add(path);
      read(fields, path);
    });
  };
  each('nodes', (fields, path) =>
    network.node(decoder.node(fields.fields('record')), { label: path, shape: fields.numbers('shape'), hints: fields.record('hints') }),
  );
  each('ensembles', (fields, path) => readEnsemble(network, decoder, fields, path));
  each('connections', (fields, path) => {
    const optional = (name: string) => fields.has(name);
    const pre = readEndpoint(network, fields.fields('pre'));
    const decodes = (pre.kind === 'view' ? pre.of : pre).kind === 'ensemble';
    network.connect(pre, readEndpoint(network, fields.fields('post')), {
      label: path,
      seed: fields.number('seed'),
      synapse: optional('synapse') ? decoder.synapse(fields.fields('synapse')) : null,
      ...(optional('function') ? { function: decoder.function(fields.fields('function')) } : {}),
      ...(optional('targets') ? { targets: decoder.tensor(fields, 'targets') } : {}),
      ...(optional('transform') ? { transform: decoder.transform(fields.fields('transform')) } : {}),
      delaySteps: fields.number('delaySteps'),
      solver: decoder.solver(fields.fields('solver')),
      ...(decodes && optional('evalPoints') ? { evalPoints: decoder.distribution(fields.fields('evalPoints')) } : {}),
      ...(decodes ? { scaleEvalPoints: fields.boolean('scaleEvalPoints') } : {}),
      learningRule: fields
        .list('rules')
        .map((rule, index) => learningRules.read(new Fields(rule, `${fields.where}.rules[${index}]`), {}, decoder.definitionOf)),
      hints: fields.record('hints'),
    });
  });
  each('probes', (fields, path) => {
    const target = fields.fields('target');
    const connection = network.connections.find(c => target.text('port') === 'connection' && c.path === target.text('path'));
    network.probe(connection ?? readEndpoint(network, target), {
      label: path,
      attribute: fields.text('attribute'),
      synapse: fields.has('synapse') ? decoder.synapse(fields.fields('synapse')) : null,
      ...(fields.has('sampleEvery') ? { sampleEvery: fields.number('sampleEvery') } : {}),
      ...(fields.has('keep') ? { keep: fields.number('keep') } : {}),
      solver: decoder.solver(fields.fields('solver')),
      seed: fields.number('seed'),
    });
  });
  return network;
}

function readEnsemble(network: Network, decoder: Decoder, fields: Fields, path: string): void {
  const drawn = (name: string) => decoder.distribution(fields.fields(name));
  const evalPoints = drawn('evalPoints');
  // Older documents hold what has no effect, too.
  const counted = fields.has('evalPointCount') && fields.has('encoders') && evalPoints.type !== 'samples';
  const initial = fields.fields('initialState');
  const states = Object.keys(fields.record('initialState')).map(name => [name, decoder.distribution(initial.fields(name))] as const);
  network.ensemble(fields.number('neurons'), fields.number('dimensions'), {
    label: path,
    seed: fields.number('seed'),
    neuronType: decoder.neuron(fields.fields('neuronType')),
    radius: fields.number('radius'),
    encoders: fields.has('encoders') ? drawn('encoders') : null,
    ...(fields.has('encoders') ? { normalizeEncoders: fields.boolean('normalizeEncoders'), evalPoints } : {}),
    ...(fields.has('gain')
      ? { gain: drawn('gain'), bias: drawn('bias') }
      : { intercepts: drawn('intercepts'), maxRates: drawn('maxRates') }),
    ...(counted ? { evalPointCount: fields.number('evalPointCount') } : {}),
    initialState: Object.fromEntries(states),
    shape: fields.numbers('shape'),
    parameterShape: fields.numbers('parameterShape'),
    ...(fields.has('noise') ? { noise: decoder.process(fields.fields('noise')) } : {}),
    ...(fields.has('noiseSeed') ? { noiseSeed: fields.number('noiseSeed') } : {}),
    hints: fields.record('hints'),
  });
}

function readObject(network: Network, fields: Fields): Viewable {
  const path = fields.text('path');
  const port = fields.oneOf('port', ['node', 'ensemble', 'neurons', 'current', 'rule']);
  if (port === 'rule') {
    const connection = network.connections.find(c => c.path === path);
    if (!connection) throw Fields.wrong(`${fields.where}.path`, path, 'the path of a connection before this one');
    return connection.rule(fields.number('rule'));
  }
  const owner = port === 'node' ? network.nodes.find(n => n.path === path) : network.ensembles.find(e => e.path === path);
  if (!owner) throw Fields.wrong(`${fields.where}.path`, path, `the path of a ${port === 'node' ? 'node' : 'ensemble'} of this document`);
  return owner.kind === 'node' || port === 'ensemble' ? owner : port === 'current' ? owner.current : owner.neurons;
}

function readEndpoint(network: Network, fields: Fields): Endpoint {
  const object = readObject(network, fields);
  if (fields.has('indices')) {
    const view = viewOf(object, fields.numbers('indices'));
    return view.shape.join() === fields.numbers('shape').join() ? view : reshaped(view, fields.numbers('shape'));
  }
  return fields.has('shape') ? reshaped(object, fields.numbers('shape')) : object;
}
