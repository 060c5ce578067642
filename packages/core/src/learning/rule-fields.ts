import { finite, object, orNull, positive, text, whole, word } from '../definitions/field-checks.js';
import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import { synapses } from '../synapses/synapse.js';
import { type LearningRuleRecord, signalWords } from './learning-rule.js';

const synapse = orNull((owner, name, given) => synapses.check(`${owner}: ${name}`, given));

const table: FieldTable<LearningRuleRecord> = {
  pes: { learningRate: positive, preSynapse: synapse },
  rls: { learningRate: positive, preSynapse: synapse },
  bcm: { learningRate: positive, preSynapse: synapse, postSynapse: synapse, thetaSynapse: synapse },
  oja: { learningRate: positive, preSynapse: synapse, postSynapse: synapse, beta: finite },
  voja: { learningRate: positive, postSynapse: synapse },
  customRule: {
    name: text,
    version: text,
    modifies: word(['decoders', 'weights', 'encoders']),
    signal: (owner, name, given) => (typeof given === 'number' ? whole(0) : word(signalWords))(owner, name, given),
    parameters: object,
    state: object,
    preSynapse: synapse,
    postSynapse: synapse,
    implementation: { optional: object },
  },
};

/** Refuses what is no learning rule, or one without exactly the fields of its type, or with values that they cannot hold. */
export const needRuleFields = (owner: string, given: unknown): void => knownFields(owner, given, table);
