import { intAttribute } from './attributes.js';
import { convolve } from './kernels/convolve.js';
import { allocate, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';
import { kernelShape, planSliding, refuseAutoPad } from './sliding.js';

/** Convolution over one to three spatial axes. */
const conv = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const weights = requireInput(call, 1);
  const bias = call.inputs[2];
  const groups = intAttribute(call, 'group', 1);
  const [outChannels = 0, perGroup = 0, ...kernel] = weights.shape;
  const declared = kernelShape(call);
  if (declared !== undefined && declared.join() !== kernel.join()) {
    throw nodeFault(call, `has kernel_shape [${declared.join(', ')}], but weights of shape [${weights.shape.join(', ')}]`, declared);
  }
  const channels = x.shape[1] ?? 0;
  if (groups < 1 || outChannels % groups !== 0 || channels !== perGroup * groups) {
    throw nodeFault(
      call,
      `cannot convolve ${channels} channels in ${groups} groups with weights of shape [${weights.shape.join(', ')}]`,
      weights.shape,
    );
  }
  if (bias !== undefined && bias.data.length !== outChannels) {
    throw nodeFault(call, `has a bias of shape [${bias.shape.join(', ')}] for ${outChannels} output channels`, bias.shape);
  }
  const { sliding, outputSizes } = planSliding(call, x.shape, kernel);
  const shape = [sliding.batch, outChannels, ...outputSizes];
  const data = allocate(call, shape);
  convolve(x.data, weights.data, bias?.data, data, groups, outChannels, sliding);
  return [{ dtype: x.dtype, shape, data }];
};

export const convolutionOperators: OperatorTable = [['Conv', { since: 1, inputs: [2, 3], refuse: refuseAutoPad, evaluate: conv }]];
