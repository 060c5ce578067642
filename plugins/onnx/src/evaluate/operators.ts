import { activationOperators } from './activation.js';
import { arithmeticOperators } from './arithmetic.js';
import { arrangementOperators } from './arrangement.js';
import { constantOperators } from './constant.js';
import { convolutionOperators } from './convolution.js';
import { inferenceOperators } from './inference.js';
import { linearOperators } from './linear.js';
import type { OnnxOperator } from './operator.js';
import { poolingOperators } from './pooling.js';
import { reductionOperators } from './reduction.js';
import { shapeOperators } from './shape.js';
import { softmaxOperators } from './softmax.js';
import { windowOperators } from './window.js';

/** The newest version of the standard operator set that is let through; the conformance cases reach to version 16. */
export const newestOpset = 24;

/** Every operator that can be evaluated, by type. */
export const operators: ReadonlyMap<string, OnnxOperator> = new Map([
  ...convolutionOperators,
  ...poolingOperators,
  ...linearOperators,
  ...inferenceOperators,
  ...activationOperators,
  ...softmaxOperators,
  ...arithmeticOperators,
  ...shapeOperators,
  ...constantOperators,
  ...arrangementOperators,
  ...windowOperators,
  ...reductionOperators,
]);

/** An operator of the standard set (`ai.onnx`) and the versions of that set in which it can be evaluated. */
export interface SupportedOperator {
  readonly opType: string;
  readonly sinceOpset: number;
  readonly untilOpset: number;
}

/** What can be evaluated, in alphabetical order. */
export const supportedOperators = (): readonly SupportedOperator[] =>
  [...operators.entries()]
    .map(([opType, { since }]) => ({ opType, sinceOpset: since, untilOpset: newestOpset }))
    .sort((a, b) => (a.opType < b.opType ? -1 : 1));
