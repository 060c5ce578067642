import { build } from '@rheobase/build';
import { convolution, lif, maxPool, Network, relu, UnsupportedError, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { referenceKernels } from '@rheobase/plugin-reference';
import { lower } from '@rheobase/program';
import { interpret, type Kernels, refuse } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { everything } from './models.js';

async function mixed(): Promise<Model> {
  const net = new Network();
  const input = net.input(16, { label: 'image' });
  const map = net.passthrough(9, { label: 'map', shape: [3, 3, 1] });
  net.connect(input, map, { label: 'edges', transform: convolution({ inputShape: [4, 4, 1], filters: 1, kernelSize: 2 }), synapse: null });
  const pool = net.node(maxPool({ inputShape: [3, 3, 1] }), { label: 'pool' });
  net.connect(map, pool, { label: 'pooling', synapse: null });
  const cells = net.ensemble(1, 1, { label: 'cells', neuronType: lif(), gain: 5, bias: 0 });
  net.connect(pool, cells, { label: 'last', synapse: null });
  net.probe(cells, { label: 'out' });
  return build(net);
}

describe('refuse', () => {
  it('finds nothing where there is a kernel for everything', async () => {
    expect(refuse(await mixed(), { kernels: referenceKernels })).toEqual([]);
    expect(refuse(await everything(), { kernels: referenceKernels })).toEqual([]);
  });

  it('names neuron types that are not listed', async () => {
    expect(refuse(await mixed(), { neurons: ['relu', 'lifRate'], kernels: referenceKernels })).toEqual([
      {
        object: 'cells',
        feature: 'neuron type lif',
        reason: 'this backend runs relu, lifRate; evaluate with neurons: "rate" to run a rate twin',
      },
    ]);
  });

  it('offers no rate twin for a type that is a rate already', async () => {
    const net = new Network();
    net.ensemble(3, 1, { label: 'r', neuronType: relu() });
    expect(refuse(await build(net), { neurons: ['lif'], kernels: referenceKernels })[0]?.reason).toBe('this backend runs lif');
  });

  it('names every object with an operator that has no kernel, once', async () => {
    const { convolve: _convolve, maxPool: _maxPool, ...kernels } = referenceKernels;
    expect(refuse(await mixed(), { kernels }).map(({ object, feature }) => [object, feature])).toEqual([
      ['edges', 'operator convolve'],
      ['pool', 'operator maxPool'],
    ]);
  });

  it('does not need the host functions of a model', async () => {
    const net = new Network();
    net.function({ type: 'host', name: 'f', version: '1', implementation: () => [1] }, 0, 1, { label: 'f' });
    const model = await build(net);
    const bare: Model = {
      ...model,
      nodes: model.nodes.map(node => ({
        ...node,
        record: node.record.type === 'function' ? { ...node.record, function: { type: 'host', name: 'f', version: '1' } } : node.record,
      })),
    };
    expect(refuse(bare, { kernels: referenceKernels })).toEqual([]);
  });
});

describe('interpret', () => {
  it('names the object of an operator without a kernel', async () => {
    const program = lower(await mixed(), { dt: 0.001 });
    const { neurons: _neurons, ...kernels } = referenceKernels;
    const prepare = () => interpret(program, kernels, { batch: 1 });
    expect(prepare).toThrow(UnsupportedError);
    expect(prepare).toThrow('cells: this backend has no kernel for operator neurons');
  });

  it('gives a kernel the signals it asks for, and refuses unknown ones', async () => {
    const net = new Network();
    const node = net.constant([2, 3], { label: 'c' });
    net.probe(node, { label: 'p' });
    const seen: string[] = [];
    const kernels: Kernels = {
      ...referenceKernels,
      assign: ({ out, source }, signals) => {
        seen.push(`${source} ${signals.size(out)} ${signals.sparse(out)} ${signals.batch} ${signals.dt} ${signals.get(out).length}`);
        expect(() => signals.get('nothing')).toThrow(ValidationError);
        return () => void signals.get(out).fill(signals.clock.step + signals.clock.time);
      },
    };
    const engine = interpret(lower(await build(net), { dt: 0.5 }), kernels, { batch: 3 });
    engine.step();
    engine.step();
    expect(seen).toEqual(['c 2 false 3 0.5 6']);
    expect(Array.from(engine.signal('p'))).toEqual([3, 3, 3, 3, 3, 3]);
  });

  it('answers for probes by path and for other signals by id', async () => {
    const engine = interpret(lower(await everything(), { dt: 0.001 }), referenceKernels, { batch: 1 });
    engine.step();
    expect(engine.signal('a.output')).toEqual(engine.signal('spikes'));
    expect(() => engine.signal('nothing')).toThrow("there is no signal 'nothing' in this program");
  });

  it('takes inputs for input nodes alone, of the right size', async () => {
    const engine = interpret(lower(await everything(), { dt: 0.001 }), referenceKernels, { batch: 2 });
    expect(() => engine.setInput('a', new Float64Array(4))).toThrow("'a' is not an input; the inputs are in");
    for (const size of [3, 5]) {
      expect(() => engine.setInput('in', new Float64Array(size))).toThrow(
        `input in takes 4 values for a batch of 2, but ${size} were given`,
      );
    }
    engine.setInput('in', new Float64Array(4));
  });
});
