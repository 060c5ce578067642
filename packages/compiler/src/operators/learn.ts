import type { LearningRuleDefinition } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

/** What a rule computes, from signals of this step. All matrices are (rows, columns), row-major. */
export type LearnRule<N = Float64Array> =
  | { readonly type: 'pes'; readonly factor: number; readonly error: SignalId; readonly pre: SignalId }
  | { readonly type: 'rls'; readonly error: SignalId; readonly pre: SignalId; readonly inverseGamma: SignalId }
  | { readonly type: 'bcm'; readonly factor: number; readonly pre: SignalId; readonly post: SignalId; readonly theta: SignalId }
  | {
      readonly type: 'oja';
      readonly factor: number;
      readonly beta: number;
      readonly pre: SignalId;
      readonly post: SignalId;
      readonly weights: SignalId;
    }
  | {
      readonly type: 'voja';
      readonly factor: number;
      /** gain / radius of each neuron. */
      readonly scale: N;
      readonly signal: SignalId;
      readonly post: SignalId;
      readonly input: SignalId;
      readonly encoders: SignalId;
    }
  | {
      readonly type: 'custom';
      readonly step: LearningRuleDefinition['step'];
      readonly parameters: Readonly<Record<string, number>>;
      readonly pre: SignalId | null;
      readonly post: SignalId | null;
      readonly error: SignalId | null;
      readonly weights: SignalId;
      readonly state: Readonly<Record<string, SignalId>>;
    };

/** Updates delta (rows, columns) at the end of a step; it is added to the weights at the start of the next. */
export interface Learn<N = Float64Array> extends OperatorBase {
  readonly kind: 'learn';
  readonly delta: SignalId;
  readonly rows: number;
  readonly columns: number;
  readonly rule: LearnRule<N>;
}
