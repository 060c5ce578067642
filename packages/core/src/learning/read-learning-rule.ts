import type { Fields } from '../record/fields.js';
import { type SynapseRecord, synapses } from '../synapses/synapse.js';
import { bcm } from './bcm.js';
import { customLearningRule, type LearningRuleDefinition, type RuleStateSize } from './custom-learning-rule.js';
import { type LearningRuleRecord, learningRuleKinds, signalWords } from './learning-rule.js';
import { oja } from './oja.js';
import { pes } from './pes.js';
import { rls } from './rls.js';
import { voja } from './voja.js';

const synapse = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? synapses.read(at.fields(name)) : null);

function stateSize(at: Fields, name: string): RuleStateSize {
  return typeof at.raw(name) === 'number' ? at.number(name) : at.oneOf(name, ['pre', 'post', 'weights']);
}

/** Reads a learning rule of a document, through the function that makes it; `definitionOf` finds a user's own by name and version. */
export function readLearningRule(
  at: Fields,
  definitionOf: (name: string, version: string) => LearningRuleDefinition | undefined = () => undefined,
): LearningRuleRecord {
  const type = at.oneOf('type', learningRuleKinds);
  const rate = () => at.number('learningRate');
  switch (type) {
    case 'pes':
      return pes({ learningRate: rate(), preSynapse: synapse(at, 'preSynapse') });
    case 'rls':
      return rls({ learningRate: rate(), preSynapse: synapse(at, 'preSynapse') });
    case 'bcm':
      return bcm({
        learningRate: rate(),
        preSynapse: synapse(at, 'preSynapse'),
        postSynapse: synapse(at, 'postSynapse'),
        thetaSynapse: synapse(at, 'thetaSynapse'),
      });
    case 'oja':
      return oja({
        learningRate: rate(),
        preSynapse: synapse(at, 'preSynapse'),
        postSynapse: synapse(at, 'postSynapse'),
        beta: at.number('beta'),
      });
    case 'voja':
      return voja({ learningRate: rate(), postSynapse: synapse(at, 'postSynapse') });
    case 'customRule': {
      const [parameters, state] = [at.fields('parameters'), at.fields('state')];
      const implementation = definitionOf(at.text('name'), at.text('version'));
      return customLearningRule({
        type,
        name: at.text('name'),
        version: at.text('version'),
        modifies: at.oneOf('modifies', ['decoders', 'weights', 'encoders']),
        signal: typeof at.raw('signal') === 'number' ? at.number('signal') : at.oneOf('signal', signalWords),
        parameters: Object.fromEntries(parameters.names().map(name => [name, parameters.number(name)])),
        state: Object.fromEntries(state.names().map(name => [name, stateSize(state, name)])),
        preSynapse: synapse(at, 'preSynapse'),
        postSynapse: synapse(at, 'postSynapse'),
        ...(implementation ? { implementation } : {}),
      });
    }
  }
}
