import type { Operator, Parameter } from '@rheobase/program';
import type { Planner } from './table/planner.js';

/** Which output positions an input position reaches (or the other way round), and by which kernel cell: lists stored end to end. */
interface Reach {
  readonly starts: Int32Array;
  readonly positions: Int32Array;
  readonly cells: Int32Array;
}

type Triple = readonly [input: number, output: number, cell: number];

/** All pairs of positions that a kernel cell connects, inputs in ascending order. */
function pairsOf({
  inputShape,
  outputShape,
  kernelSize,
  strides,
  dilations,
  padding,
  transposed,
}: Operator<Parameter, 'convolve'>): readonly Triple[] {
  const pairs: Triple[] = [];
  /** The output coordinate that a kernel cell leads to along one axis; null if there is none. */
  const along = (axis: 0 | 1, from: number, cell: number): number | null => {
    const to = transposed
      ? from * strides[axis] - padding[axis][0] + cell * dilations[axis]
      : (from + padding[axis][0] - cell * dilations[axis]) / strides[axis];
    return Number.isInteger(to) && to >= 0 && to < outputShape[axis] ? to : null;
  };
  for (let y = 0; y < inputShape[0]; y++) {
    for (let x = 0; x < inputShape[1]; x++) {
      for (let ky = 0; ky < kernelSize[0]; ky++) {
        const row = along(0, y, ky);
        if (row === null) continue;
        for (let kx = 0; kx < kernelSize[1]; kx++) {
          const column = along(1, x, kx);
          if (column !== null) pairs.push([y * inputShape[1] + x, row * outputShape[1] + column, ky * kernelSize[1] + kx]);
        }
      }
    }
  }
  return pairs;
}

/** Pairs by the position at `from`, in the order in which they are given. */
function reachOf(pairs: readonly Triple[], from: 0 | 1, positions: number): Reach {
  const starts = new Int32Array(positions + 1);
  for (const pair of pairs) starts[pair[from] + 1] = (starts[pair[from] + 1] ?? 0) + 1;
  for (let p = 0; p < positions; p++) starts[p + 1] = (starts[p + 1] ?? 0) + (starts[p] ?? 0);
  const next = starts.slice();
  const reach = { starts, positions: new Int32Array(pairs.length), cells: new Int32Array(pairs.length) };
  for (const pair of pairs) {
    const at = next[pair[from]] ?? 0;
    reach.positions[at] = pair[from === 0 ? 1 : 0];
    reach.cells[at] = pair[2];
    next[pair[from]] = at + 1;
  }
  return reach;
}

export function planConvolve(planner: Planner, operator: Operator<Parameter, 'convolve'>): number {
  const { in: source, out, inputShape, outputShape, groups, kernel, channelsLast } = operator;
  const [x, y] = [planner.place(source), planner.place(out)];
  const inputs = inputShape[0] * inputShape[1];
  const outputs = outputShape[0] * outputShape[1];
  const pairs = pairsOf(operator);
  // Bytes from one position to the next: of outputs, where all filters are stored side by side, and of inputs
  const [row, input] = [outputShape[2] * planner.real, (channelsLast ? inputShape[2] : 1) * planner.real];
  const lists = ({ starts, positions, cells }: Reach, width: number) => [
    planner.integers(starts),
    planner.integers(positions.map(position => position * width)),
    planner.integers(cells.map(cell => (cell * inputShape[2] * row) / groups)),
  ];
  const sparse = planner.isSparse(source);
  const [events, eventStride] = sparse ? planner.events(source) : [0, 0];
  return planner.emit(
    sparse ? 'convolveEvents' : 'convolve',
    x.at,
    x.stride,
    y.at,
    y.stride,
    planner.reals(kernel),
    inputs,
    outputs,
    inputShape[2],
    outputShape[2],
    groups,
    channelsLast ? 1 : 0,
    events,
    sparse ? planner.activity(operator, x.size) : 0,
    channelsLast ? 0 : planner.room(y.stride),
    ...(sparse ? lists(reachOf(pairs, 0, inputs), row) : [0, 0, 0]),
    ...lists(reachOf(pairs, 1, outputs), input),
    eventStride,
  );
}
