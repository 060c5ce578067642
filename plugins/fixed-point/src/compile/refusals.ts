import { isSpiking, type NeuronKind } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelNeuron, ModelProbe } from '@rheobase/model';
import { graphOf } from '@rheobase/model';
import type { Refusal } from '@rheobase/runtime';
import { currentTau, type Sides, sidesOf, synapsesOf, tauOf } from './chains.js';
import { shared } from './membrane.js';

type Found = Omit<Refusal, 'object'>;

/** What a compartment of the chip can be. */
const CHIP_TYPES: readonly NeuronKind[] = ['lif', 'spikingRelu', 'integrateAndFire'];

/** The name of a neuron type, of a user's own the one that the user gave. */
const nameOf = (neuron: ModelNeuron): string => (neuron.type === 'customNeuron' ? `'${neuron.name}'` : neuron.type);

function ofNeuronType(model: Model, ensemble: ModelEnsemble): readonly Found[] {
  const { neuronType: type } = ensemble;
  const found: Found[] = [];
  const refuse = (feature: string, reason: string) => found.push({ feature: `${type.type}: ${feature}`, reason });
  const one = (name: string, value: Parameters<typeof shared>[2] | null) => {
    if (value !== null && shared(model, ensemble, value) === null) {
      refuse(`${name} per neuron`, `neurons of one core share a voltage scale; give the ensemble one ${name}`);
    }
  };
  if (type.type === 'lif') {
    one('tauRc', type.tauRc);
    one('minVoltage', type.minVoltage);
  }
  if (type.type === 'integrateAndFire') {
    one('tauRc', type.tauRc);
    one('floor', type.floor);
    if (type.reset.to !== 'zero') refuse(`reset '${type.reset.to}'`, "the chip resets to zero; use reset: 'zero'");
    if (type.spikes.range !== 'binary')
      refuse(`spikes '${type.spikes.range}'`, "the chip fires at most one spike a step; use spikes: 'binary'");
    const floor = type.floor === null ? null : shared(model, ensemble, type.floor);
    if (floor !== null && floor > 0) refuse('floor above zero', 'the chip’s voltage floor is at most 0; use a floor <= 0');
  }
  return found;
}

function ofInputs(path: string, sides: Sides): readonly Found[] {
  const chains = sides.chains.get(path) ?? [];
  const found: Found[] = [];
  for (const chain of chains) {
    const names = chain.connections.map(connection => connection.path).join(' → ');
    const synapses = synapsesOf(chain);
    const other = synapses.find(synapse => tauOf(synapse) === null);
    if (other) {
      found.push({
        feature: `synapse ${other.type}`,
        reason: `a neuron’s current is a first-order filter, but ${names} has a synapse of type ${other.type}; use lowpass`,
      });
    }
    if (chain.carries === 'spikes' && synapses.length > 1) {
      found.push({
        feature: 'synapses in series',
        reason: `a neuron’s current is one filter, but ${names} has ${synapses.length}; keep one of them`,
      });
    }
    if (chain.carries === 'spikes' && chain.connections.some(({ delaySteps }) => delaySteps > 0)) {
      found.push({ feature: 'delaySteps', reason: `spikes take one step to arrive, but ${names} asks for more; leave delaySteps at 0` });
    }
  }
  const taus = new Set(chains.filter(({ carries }) => carries === 'spikes').map(currentTau));
  if (taus.size > 1) {
    const given = Array.from(taus).sort((a, b) => a - b);
    found.push({
      feature: 'several synapses',
      reason: `its neurons have one current filter, but time constants ${given.join(', ')} s come in; give all one synapse`,
    });
  }
  return found;
}

const CHIP_ATTRIBUTES: readonly string[] = ['output', 'decoded', 'current', 'voltage', 'refractoryTime'];

function ofProbe(model: Model, { path, target }: ModelProbe, { chip }: Sides): readonly Refusal[] {
  if (chip.has(target.path) && !CHIP_ATTRIBUTES.includes(target.attribute)) {
    const reason = `${target.path} runs on the chip, where it does not exist; probe ${CHIP_ATTRIBUTES.join(', ')}`;
    return [{ object: path, feature: `probe of ${target.attribute}`, reason }];
  }
  const connection = target.port === 'connection' ? graphOf(model).connections.get(target.path) : undefined;
  if (connection && chip.has(connection.post.path)) {
    const reason = `${connection.path} runs on the chip, which sums all connections; probe the current of ${connection.post.path}`;
    return [{ object: path, feature: 'probe of a connection on the chip', reason }];
  }
  return [];
}

/** Everything of a model that the chip and its host cannot do, each with its remedy. Empty: it can be compiled. */
export function refusalsOf(model: Model): readonly Refusal[] {
  const sides = sidesOf(model);
  const found: Refusal[] = [];
  for (const { path, record } of model.nodes) {
    if (model.hints[path]?.onChip === true) {
      found.push({ object: path, feature: 'hint onChip', reason: 'nodes run on the host; remove the hint' });
    }
    if (record.type === 'maxPool') {
      found.push({ object: path, feature: 'node maxPool', reason: 'a chip sums spikes and cannot compare them; use average pooling' });
    }
  }
  for (const ensemble of model.ensembles) {
    const { path, neuronType } = ensemble;
    const why = sides.host.get(path);
    const add = (all: readonly Found[]) => found.push(...all.map(each => ({ object: path, ...each })));
    if (!CHIP_TYPES.includes(neuronType.type)) {
      const lacks = isSpiking(neuronType) ? 'the chip has no such membrane' : 'it has no spikes to send';
      add([
        {
          feature: `neuron type ${nameOf(neuronType)}`,
          reason: `${lacks}; use ${CHIP_TYPES.join(', ')}, or another backend`,
        },
      ]);
      continue;
    }
    if (why !== undefined) {
      if (model.hints[path]?.onChip === true)
        add([{ feature: 'hint onChip', reason: `${why}, so it has to run on the host; remove the hint` }]);
      continue;
    }
    if (ensemble.noise) {
      const reason = 'the chip adds none to its currents; leave it out, or keep the ensemble on the host with the hint onChip: false';
      add([{ feature: `noise ${ensemble.noise.process.type}`, reason }]);
    }
    add(ofNeuronType(model, ensemble));
    add(ofInputs(path, sides));
    for (const chain of sides.chains.get(path) ?? []) {
      const source = sides.host.has(chain.source) ? graphOf(model).ensembles.get(chain.source)?.neuronType : undefined;
      if (chain.carries === 'spikes' && source?.type === 'integrateAndFire' && source.spikes.range !== 'binary') {
        const reason = `what ${chain.source} sends to the chip is at most one spike a step; use spikes: 'binary' there`;
        add([{ feature: `spikes '${source.spikes.range}'`, reason }]);
      }
    }
  }
  for (const { path, rules, post } of model.connections) {
    for (const rule of rules) {
      const reason =
        'what changes while it runs cannot be laid out on the chip; run it on the reference backend, or freeze it with freezeRules';
      found.push({ object: path, feature: `learning rule ${rule.type}`, reason });
    }
    if (post.port === 'encoded' && sides.chip.has(post.path)) {
      const reason = 'weights between neurons are a connection from neurons here; use neurons and a dense transform';
      found.push({ object: path, feature: 'solver with weights', reason });
    }
  }
  for (const probe of model.probes) found.push(...ofProbe(model, probe, sides));
  const empty = model.nodes.length + model.ensembles.length === 0;
  if (sides.chip.size === 0 && found.length === 0 && !empty) {
    const [object, why] = Array.from(sides.host)[0] ?? ['model', 'there is no ensemble'];
    const reason = `no ensemble would run on the chip (${object}: ${why}); add a layer that spikes feed, or use another backend`;
    found.push({ object, feature: 'nothing for the chip', reason });
  }
  return found;
}
