import { type Operator, type Program, stateSize } from '@rheobase/compiler';

/** What a neuron costs, in multiplications. */
const NEURON = 20;
/** The share of a sparse input that is not zero, about. */
const ACTIVE = 0.05;

/** About what an operator costs in a step, in multiplications: to share work out, no more. */
export function costOf({ signals }: Program, operator: Operator): number {
  const size = (id: string | null): number => (id === null ? 0 : (signals.get(id)?.size ?? 0));
  const share = (id: string): number => (signals.get(id)?.sparse ? ACTIVE : 1);
  switch (operator.kind) {
    case 'matVec':
    case 'weigh':
      return operator.rows * operator.columns * share(operator.in);
    case 'sparseMatVec':
      return operator.values.length * share(operator.in);
    case 'convolve': {
      const [height, width, filters] = operator.outputShape;
      return ((height * width * operator.kernel.length) / Math.max(1, filters)) * filters * share(operator.in);
    }
    case 'learn':
      return operator.rows * operator.columns;
    case 'neurons':
      return operator.size * NEURON;
    case 'filter':
      return size(operator.out) * (1 + stateSize(operator.filter) * stateSize(operator.filter));
    case 'maxPool':
      return operator.windows.length;
    case 'add':
      return operator.to?.length ?? operator.from?.length ?? size(operator.in);
    case 'fill':
    case 'assign':
    case 'table':
    case 'gather':
    case 'call':
    case 'noise':
    case 'process':
    case 'softmax':
    case 'argmax':
      return size(operator.out);
  }
}
