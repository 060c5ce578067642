import { bcm, type Fields, type LearningRuleRecord, oja, pes, rls, voja } from '@rheobase/core';
import { synapseAt } from '../golden/synapse.js';

/** A learning rule of a golden file. */
export function goldenRule(at: Fields): LearningRuleRecord {
  const type = at.oneOf('type', ['PES', 'RLS', 'BCM', 'Oja', 'Voja']);
  const learningRate = at.number('learning_rate');
  const pre = () => synapseAt(at, 'pre_synapse');
  const post = () => synapseAt(at, 'post_synapse');
  switch (type) {
    case 'PES':
      return pes({ learningRate, preSynapse: pre() });
    case 'RLS':
      return rls({ learningRate, preSynapse: pre() });
    case 'BCM':
      return bcm({ learningRate, preSynapse: pre(), postSynapse: post(), thetaSynapse: synapseAt(at, 'theta_synapse') });
    case 'Oja':
      return oja({ learningRate, preSynapse: pre(), postSynapse: post(), beta: at.number('beta') });
    case 'Voja':
      return voja({ learningRate, postSynapse: post() });
  }
}
