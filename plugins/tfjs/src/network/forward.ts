import type { Model, ModelConnection, ModelEnsemble, ModelNode, ModelProbe, TensorId } from '@rheobase/compiler';
import { nodeSizes, ValidationError } from '@rheobase/core';
import { type Tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { neuronPass } from '../kernels/neurons.js';
import { gathered, multiplied, scaled, scattered, shifted, sum } from './linear.js';
import { curveOf } from './neurons.js';
import { fired, largest, maximal, softmaxed } from './nonlinear.js';
import type { Flow } from './operation.js';
import { arrivingAt, orderFor } from './order.js';
import { Store } from './store.js';
import { transformOf } from './transforms.js';
import { windowList } from './windows.js';

/** Values of one step, by object path. */
interface Values {
  readonly batch: number;
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** What nodes and neurons give out. */
  readonly outputs: Map<string, Flow>;
  /** What ensembles represent, and the currents of their neurons. */
  readonly represented: Map<string, Flow>;
  readonly currents: Map<string, Flow>;
}

type Step = (values: Values) => void;
type Read = (values: Values) => Flow;

/** A model as a function of its inputs and its trained tensors, one step long. */
export interface Forward {
  /** Probes' values (batch, size) by path, from inputs (batch, size) by path and the trained tensors, flat, by id. */
  run(batch: number, inputs: ReadonlyMap<string, Tensor>, parameters: ReadonlyMap<TensorId, Tensor>): ReadonlyMap<string, Tensor>;
  /** Frees the tensors held on the device. */
  dispose(): void;
}

function found<T>(map: ReadonlyMap<string, T>, path: string): T {
  const value = map.get(path);
  if (value !== undefined) return value;
  throw new ValidationError(`nothing is known of '${path}' when it is read`, { code: 'unknown-path', object: path, given: path });
}

const total = (flows: readonly Flow[]): Flow | null => flows.reduce<Flow | null>((a, b) => (a === null ? b : sum(a, b)), null);

const blank = ({ batch }: Values, size: number): Flow => ({ tensor: zeros([batch, size]), trained: false });

/** The value a connection delivers at its post, in the size of the post's port. */
function delivery(model: Model, connection: ModelConnection, store: Store, postSize: number, factor = 1): Read {
  const value = connectionValue(model, connection, store, factor);
  const places = connection.post.slice ? Int32Array.from(connection.post.slice) : null;
  return places ? values => scattered(value(values), places, postSize) : value;
}

function connectionValue(model: Model, { path, pre, decoders, transform, sizeOut }: ModelConnection, store: Store, factor = 1): Read {
  const places = pre.slice && decoders === null ? Int32Array.from(pre.slice) : null;
  const apply = transform ? transformOf(model, path, transform, store, factor) : null;
  const decoded = decoders === null ? 0 : (model.tensors.get(decoders)?.shape[0] ?? sizeOut);
  return values => {
    let flow = found(values.outputs, pre.path);
    if (places) flow = gathered(flow, places);
    if (decoders !== null) flow = multiplied(flow, store.read(decoders), decoded);
    if (apply) return apply(flow);
    return factor === 1
      ? flow
      : scaled(
          flow,
          store.constant(`times ${factor}`, () => Float32Array.of(factor)),
        );
  };
}

function nodeStep(model: Model, { path, record }: ModelNode, incoming: readonly Read[], store: Store): Step {
  const { sizeIn } = nodeSizes(record);
  const input = (values: Values): Flow => total(incoming.map(read => read(values))) ?? blank(values, sizeIn);
  const windows = record.type === 'maxPool' ? windowList(model, record) : null;
  return values => {
    switch (record.type) {
      case 'input':
        values.outputs.set(path, { tensor: found(values.inputs, path), trained: false });
        break;
      case 'constant':
        values.outputs.set(path, shifted(blank(values, record.size), store.read(record.value)));
        break;
      case 'softmax':
        values.outputs.set(path, softmaxed(input(values)));
        break;
      case 'argmax':
        values.outputs.set(path, largest(input(values)));
        break;
      default:
        values.outputs.set(path, windows ? maximal(input(values), windows) : input(values));
    }
  };
}

/** The gain that all neurons share, to be applied to what comes in; null where each has its own or they are trained. */
const commonGain = ({ gain }: ModelEnsemble, store: Store): number | null => (gain === null ? 1 : store.everywhere(gain));

interface Arrivals {
  readonly input: readonly Read[];
  readonly neurons: readonly Read[];
  readonly current: readonly Read[];
}

/** J = gain (neuron inputs + encoders x / radius) + bias + currents, then the neurons' curve. */
function ensembleStep(model: Model, ensemble: ModelEnsemble, arrivals: Arrivals, store: Store, sigma: number): Step {
  const { path, neurons, shape, dimensions, radius, encoders, gain, bias } = ensemble;
  const pass = neuronPass(curveOf(model, ensemble, sigma), neurons);
  const common = commonGain(ensemble, store);
  const scales = common === null ? gain : null;
  const factor = (common ?? 1) / radius;
  const shifts = bias !== null && store.everywhere(bias) !== 0 ? bias : null;
  return values => {
    const drives = arrivals.neurons.map(read => read(values));
    if (encoders !== null) {
      const x = total(arrivals.input.map(read => read(values))) ?? blank(values, dimensions);
      values.represented.set(path, x);
      const encoded = multiplied(x, store.read(encoders), neurons);
      drives.push(
        factor === 1
          ? encoded
          : scaled(
              encoded,
              store.constant(`times ${factor}`, () => Float32Array.of(factor)),
            ),
      );
    }
    const drive = total(drives);
    const scaledDrive = drive && scales !== null ? scaled(drive, store.repeating(scales, shape, neurons)) : drive;
    const parts = [...(scaledDrive ? [scaledDrive] : []), ...arrivals.current.map(read => read(values))];
    const together = total(parts) ?? blank(values, neurons);
    const current = shifts === null ? together : shifted(together, store.repeating(shifts, shape, neurons));
    values.currents.set(path, current);
    values.outputs.set(path, fired(current, pass));
  };
}

function probeRead(model: Model, { target, decoders, size }: ModelProbe, store: Store): Read {
  const connection = target.port === 'connection' ? model.connections.find(c => c.path === target.path) : undefined;
  const whole: Read = connection
    ? connectionValue(model, connection, store)
    : values => {
        if (target.attribute === 'current') return found(values.currents, target.path);
        if (target.port === 'ensemble' && target.attribute === 'input') return found(values.represented, target.path);
        return found(values.outputs, target.path);
      };
  const places = target.slice ? Int32Array.from(target.slice) : null;
  return values => {
    const read = whole(values);
    if (decoders !== null) return multiplied(read, store.read(decoders), size);
    return places ? gathered(read, places) : read;
  };
}

/** Prepares a model for some probes, with some of its tensors in training; `sigma` smooths the threshold of LIF types. */
export function forwardOf(model: Model, probes: readonly ModelProbe[], trained: Iterable<TensorId>, sigma: number): Forward {
  const store = new Store(model, trained);
  const { paths, connections } = orderFor(model, probes);
  const arriving = arrivingAt(connections);
  const steps = paths.flatMap((path): Step[] => {
    const incoming = arriving.get(path) ?? [];
    const node = model.nodes.find(n => n.path === path);
    if (node)
      return [
        nodeStep(
          model,
          node,
          incoming.map(c => delivery(model, c, store, nodeSizes(node.record).sizeIn)),
          store,
        ),
      ];
    const ensemble = model.ensembles.find(e => e.path === path);
    if (!ensemble) return [];
    const at = (port: 'input' | 'neurons' | 'current'): Read[] =>
      incoming
        .filter(c => c.post.port === port)
        .map(c =>
          delivery(
            model,
            c,
            store,
            port === 'input' ? ensemble.dimensions : ensemble.neurons,
            port === 'neurons' ? (commonGain(ensemble, store) ?? 1) : 1,
          ),
        );
    return [ensembleStep(model, ensemble, { input: at('input'), neurons: at('neurons'), current: at('current') }, store, sigma)];
  });
  const reads = probes.map(probe => [probe.path, probeRead(model, probe, store)] as const);
  return {
    run(batch, inputs, parameters) {
      store.use(parameters);
      const values: Values = { batch, inputs, outputs: new Map(), represented: new Map(), currents: new Map() };
      for (const step of steps) step(values);
      return new Map(reads.map(([path, read]) => [path, read(values).tensor]));
    },
    dispose: () => store.dispose(),
  };
}

/** A trained tensor's values on the device, flat. */
export const parameterTensor = (values: Float32Array): Tensor => tensor1d(values, 'float32');
