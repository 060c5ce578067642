import type { OnnxNode, OnnxTensor } from '../read/model.js';
import { floatAttribute, intAttribute } from './attributes.js';
import { scaleChannels } from './kernels/elementwise.js';
import { allocate, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';

/** Normalisation of every channel with the stored mean and variance. */
const batchNormalization = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map(index => requireInput(call, index).data);
  const channels = x.shape[1] ?? 0;
  const epsilon = floatAttribute(call, 'epsilon', 1e-5);
  if (x.shape.length < 2 || [scale, bias, mean, variance].some(values => values?.length !== channels)) {
    throw nodeFault(
      call,
      `needs ${channels} values of scale, bias, mean and variance each for data of shape [${x.shape.join(', ')}]`,
      x.shape,
    );
  }
  const gains = Float64Array.from({ length: channels }, (_, c) => (scale?.[c] ?? 0) / Math.sqrt((variance?.[c] ?? 0) + epsilon));
  const shifts = gains.map((gain, c) => (bias?.[c] ?? 0) - (mean?.[c] ?? 0) * gain);
  const data = allocate(call, x.shape);
  scaleChannels(
    x.data,
    data,
    gains,
    shifts,
    x.shape.slice(2).reduce((product, size) => product * size, 1),
  );
  return [{ ...x, data }];
};

const refuseTraining = (node: OnnxNode, opset: number): string | undefined => {
  if (intAttribute({ node }, 'training_mode', 0) !== 0) return 'training_mode 1';
  if (intAttribute({ node }, 'spatial', 1) === 0 && opset < 9) return 'spatial 0';
  return node.outputs.slice(1).some(name => name !== '') ? 'the outputs of training' : undefined;
};

/** At inference nothing is dropped: the data pass, and the optional mask is all ones. */
const dropout = (call: OperatorCall): OnnxTensor[] => {
  const x = requireInput(call, 0);
  const ratio = call.inputs[1]?.data[0] ?? 0.5;
  if ((call.inputs[2]?.data[0] ?? 0) !== 0 && ratio !== 0) throw nodeFault(call, `drops a share of ${ratio}, as in training`, ratio);
  if (call.node.outputs.length < 2) return [x];
  return [x, { dtype: call.opset < 10 ? x.dtype : 'bool', shape: x.shape, data: allocate(call, x.shape).fill(1) }];
};

export const inferenceOperators: OperatorTable = [
  ['BatchNormalization', { since: 6, inputs: [5, 5], refuse: refuseTraining, evaluate: batchNormalization }],
  ['Dropout', { since: 6, inputs: [1, 3], evaluate: dropout }],
  ['Identity', { since: 1, inputs: [1, 1], evaluate: call => [requireInput(call, 0)] }],
];
