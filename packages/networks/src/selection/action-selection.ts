import { lowpass, type Network, type NetworkOptions, type Node, optionNames } from '@rheobase/core';
import { partOf } from '../part.js';
import { type BasalGanglia, type BasalGangliaOptions, basalGanglia } from './basal-ganglia.js';
import { type Thalamus, type ThalamusOptions, thalamus } from './thalamus.js';

export interface ActionSelectionOptions extends NetworkOptions {
  readonly basalGanglia?: Omit<BasalGangliaOptions, 'label'>;
  readonly thalamus?: Omit<ThalamusOptions, 'label'>;
}

const names = optionNames<ActionSelectionOptions>({ label: true, seed: true, defaults: true, basalGanglia: true, thalamus: true });

/** Basal ganglia and thalamus together. */
export interface ActionSelection {
  readonly network: Network;
  /** One utility for each action. */
  readonly input: Node;
  /** Near 1 for the action with the largest utility, 0 for the others. */
  readonly output: Node;
  readonly basalGanglia: BasalGanglia;
  readonly thalamus: Thalamus;
}

/** Adds basal ganglia that select among so many actions, and the thalamus that they leave free to act. */
export function actionSelection(network: Network, actions: number, options: ActionSelectionOptions = {}): ActionSelection {
  const whole = partOf(network, 'actionSelection', options, names);
  const selecting = basalGanglia(whole, actions, options.basalGanglia);
  const acting = thalamus(whole, actions, options.thalamus);
  whole.connect(selecting.output, acting.input, { synapse: lowpass(0.005) });
  return Object.freeze({ network: whole, input: selecting.input, output: acting.output, basalGanglia: selecting, thalamus: acting });
}
