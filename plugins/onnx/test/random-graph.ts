import fc from 'fast-check';
import { type Bytes, floatTensor, int64Tensor, intAttribute, intsAttribute, model, type NodeParts, valueInfo } from './encode.js';

type Floats = (shape: readonly number[]) => string;

/** A graph in the making: the value that the next operator takes, and its shape without the batch. */
interface Draft {
  readonly nodes: NodeParts[];
  readonly initializers: Bytes[];
  value: string;
  shape: number[];
}

interface Tools {
  /** Adds an initializer of made-up numbers and gives its name. */
  readonly floats: Floats;
  readonly integers: (values: readonly number[]) => string;
  /** Adds a node and gives the name of its first output. */
  readonly add: (op: string, inputs: readonly string[], attributes?: readonly Bytes[], outputs?: number) => string;
  /** A small choice between 0 and `count` - 1. */
  readonly pick: (count: number) => number;
}

type Operation = (draft: Draft, tools: Tools) => void;

const slid = (size: number, kernel: number, stride: number, pad: number, dilation = 1): number =>
  Math.floor((size + 2 * pad - (kernel - 1) * dilation - 1) / stride) + 1;

const conv: Operation = (draft, { add, floats, pick }) => {
  const [channels = 1, ...space] = draft.shape;
  const [kernel, stride, dilation] = [1 + pick(3), 1 + pick(2), 1 + pick(2)];
  const pad = pick(3);
  const sizes = space.map(size => slid(size, kernel, stride, pad, dilation));
  if (space.length === 0 || sizes.some(size => size < 1)) return;
  const groups = pick(2) === 1 ? channels : 1;
  const filters = groups * (1 + pick(2));
  const inputs = [draft.value, floats([filters, channels / groups, ...space.map(() => kernel)])];
  draft.value = add('Conv', pick(2) === 1 ? [...inputs, floats([filters])] : inputs, [
    intAttribute('group', groups),
    intsAttribute(
      'strides',
      space.map(() => stride),
    ),
    intsAttribute(
      'dilations',
      space.map(() => dilation),
    ),
    intsAttribute(
      'pads',
      [...space, ...space].map(() => pad),
    ),
  ]);
  draft.shape = [filters, ...sizes];
};

const pool =
  (op: string): Operation =>
  (draft, { add, pick }) => {
    const [channels = 1, ...space] = draft.shape;
    const [kernel, stride, pad, ceiling] = [2 + pick(2), 1 + pick(3), pick(2), pick(2)];
    const count = op === 'AveragePool' && ceiling === 0 ? [intAttribute('count_include_pad', pick(2))] : [];
    const sizes = space.map(size => {
      const extra = (size + 2 * pad - kernel) % stride;
      const rounded = slid(size, kernel, stride, pad) + (ceiling === 1 && extra > 0 ? 1 : 0);
      return ceiling === 1 && (rounded - 1) * stride >= size + pad ? rounded - 1 : rounded;
    });
    if (space.length === 0 || space.some(size => size + 2 * pad < kernel)) return;
    draft.value = add(
      op,
      [draft.value],
      [
        intsAttribute(
          'kernel_shape',
          space.map(() => kernel),
        ),
        intsAttribute(
          'strides',
          space.map(() => stride),
        ),
        intsAttribute(
          'pads',
          [...space, ...space].map(() => pad),
        ),
        intAttribute('ceil_mode', ceiling),
        ...count,
      ],
    );
    draft.shape = [channels, ...sizes];
  };

const relu: Operation = (draft, { add }) => {
  draft.value = add('Relu', [draft.value]);
};

const gemm: Operation = (draft, { add, floats, pick }) => {
  const inner = draft.shape.reduce((a, b) => a * b, 1);
  const flat = draft.shape.length === 1 ? draft.value : add('Flatten', [draft.value]);
  const [columns, transposed] = [1 + pick(5), pick(2)];
  const weights = floats(transposed === 1 ? [columns, inner] : [inner, columns]);
  const bias = pick(2) === 1 ? [floats(pick(2) === 1 ? [columns] : [1])] : [];
  draft.value = add('Gemm', [flat, weights, ...bias], [intAttribute('transB', transposed)]);
  draft.shape = [columns];
};

const matMul: Operation = (draft, { add, floats, pick }) => {
  const columns = 1 + pick(4);
  draft.value = add('MatMul', [draft.value, floats([draft.shape.at(-1) ?? 1, columns])]);
  draft.shape = [...draft.shape.slice(0, -1), columns];
};

const constantOf = (draft: Draft, { floats, pick }: Tools): string => {
  const shapes = [[], draft.shape, [1, ...draft.shape], draft.shape.map((size, axis) => (axis === 0 ? size : 1))];
  return floats(shapes[pick(shapes.length)] ?? []);
};

const affine: Operation = (draft, tools) => {
  const op = ['Add', 'Sub', 'Mul', 'Div'][tools.pick(4)] ?? 'Add';
  const constant = constantOf(draft, tools);
  const swapped = op !== 'Div' && tools.pick(2) === 1;
  draft.value = tools.add(op, swapped ? [constant, draft.value] : [draft.value, constant]);
};

const normalize: Operation = (draft, { add, floats }) => {
  const channels = [draft.shape[0] ?? 1];
  const root = floats(channels);
  const variance = add('Mul', [root, root]);
  draft.value = add('BatchNormalization', [draft.value, floats(channels), floats(channels), floats(channels), variance]);
};

const residual: Operation = (draft, { add, pick }) => {
  const branch = add(pick(2) === 1 ? 'Relu' : 'Neg', [draft.value]);
  draft.value = pick(2) === 1 ? add('Sum', [draft.value, branch, branch]) : add('Sub', [branch, draft.value]);
};

const spread: Operation = (draft, { add, pick }) => {
  if (draft.shape.length < 2) return;
  const axes = draft.shape.slice(1).map((_, axis) => axis + 2);
  const mean = add('ReduceMean', [draft.value], [intsAttribute('axes', axes)]);
  draft.value = add(pick(2) === 1 ? 'Add' : 'Sub', [draft.value, mean]);
};

const reduce: Operation = (draft, { add, pick }) => {
  const axis = pick(2) === 1 ? 1 : draft.shape.length;
  draft.value = add('ReduceMean', [draft.value], [intsAttribute('axes', [axis]), intAttribute('keepdims', 1)]);
  draft.shape = draft.shape.map((size, i) => (i === axis - 1 ? 1 : size));
};

const global =
  (op: string): Operation =>
  (draft, { add }) => {
    if (draft.shape.length < 2) return;
    draft.value = add(op, [draft.value]);
    draft.shape = draft.shape.map((size, axis) => (axis === 0 ? size : 1));
  };

const transpose: Operation = (draft, { add }) => {
  const axes = draft.shape.map((_, axis) => axis + 1).reverse();
  draft.value = add('Transpose', [draft.value], [intsAttribute('perm', [0, ...axes])]);
  draft.shape = [...draft.shape].reverse();
};

const concat: Operation = (draft, { add, pick }) => {
  const axis = pick(draft.shape.length);
  const branch = add('Relu', [draft.value]);
  draft.value = add('Concat', [branch, draft.value, branch], [intAttribute('axis', axis + 1)]);
  draft.shape = draft.shape.map((size, i) => (i === axis ? 3 * size : size));
};

const split: Operation = (draft, { add, integers }) => {
  const [first = 1] = draft.shape;
  if (first < 2) return;
  const name = add('Split', [draft.value, integers([1, first - 1])], [intAttribute('axis', 1)], 2);
  draft.value = add('Concat', [`${name}.1`, name], [intAttribute('axis', 1)]);
};

const cut: Operation = (draft, { add, integers, pick }) => {
  const axis = pick(draft.shape.length);
  const size = draft.shape[axis] ?? 1;
  const reversed = pick(2) === 1;
  const bounds = reversed ? [[-1], [-size - 1], [axis + 1], [-1]] : [[size > 1 ? 1 : 0], [1000], [axis + 1]];
  draft.value = add('Slice', [draft.value, ...bounds.map(integers)]);
  draft.shape = draft.shape.map((length, i) => (i === axis && !reversed && length > 1 ? length - 1 : length));
};

const pad: Operation = (draft, { add, integers, pick }) => {
  const amount = pick(2);
  const pads = [0, ...draft.shape.map(() => amount), 0, ...draft.shape.map(() => 0)];
  draft.value = add('Pad', [draft.value, integers(pads)]);
  draft.shape = draft.shape.map(size => size + amount);
};

const gather: Operation = (draft, { add, integers }) => {
  draft.value = add('Gather', [draft.value, integers([-1, 0])], [intAttribute('axis', 1)]);
  draft.shape = [2, ...draft.shape.slice(1)];
};

const operations: readonly Operation[] = [
  conv,
  conv,
  conv,
  relu,
  relu,
  relu,
  gemm,
  matMul,
  pool('AveragePool'),
  pool('MaxPool'),
  affine,
  affine,
  normalize,
  residual,
  spread,
  reduce,
  global('GlobalAveragePool'),
  global('GlobalMaxPool'),
  transpose,
  concat,
  split,
  cut,
  pad,
  gather,
];

const inputShapes = [[2, 6, 5], [1, 4, 4], [3, 7], [4]];

/** Files of a few importable operators in a row, with two outputs: the last value and the one before. */
export const randomGraphs = fc
  .record({
    start: fc.nat(inputShapes.length - 1),
    chosen: fc.array(fc.nat(operations.length - 1), { minLength: 1, maxLength: 6 }),
    picks: fc.array(fc.nat(59), { minLength: 40, maxLength: 40 }),
    named: fc.boolean(),
  })
  .map(({ start, chosen, picks, named }) => {
    const shape = inputShapes[start] ?? [4];
    const draft: Draft = { nodes: [], initializers: [], value: 'x', shape: [...shape] };
    let drawn = 0;
    const floats: Floats = dims => {
      const name = `w${draft.initializers.length}`;
      const values = Array.from(
        { length: dims.reduce((a, b) => a * b, 1) },
        (_, i) => (((i * 7 + draft.initializers.length * 5) % 23) + 0.5) / 12 - 1,
      );
      draft.initializers.push(floatTensor(name, dims, values));
      return name;
    };
    const tools: Tools = {
      floats,
      integers: values => {
        const name = `i${draft.initializers.length}`;
        draft.initializers.push(int64Tensor(name, values));
        return name;
      },
      add: (op, inputs, attributes = [], outputs = 1) => {
        const value = `v${draft.nodes.length}`;
        const names = Array.from({ length: outputs }, (_, i) => (i === 0 ? value : `${value}.${i}`));
        draft.nodes.push({ op, inputs, outputs: names, attributes, name: named ? `/part/${op}_${draft.nodes.length}` : '' });
        return value;
      },
      pick: count => (picks[drawn++ % picks.length] ?? 0) % count,
    };
    let before = 'x';
    for (const index of chosen) {
      before = draft.value;
      operations[index]?.(draft, tools);
      // Products of many elements would soon leave the range where a relative bound says something.
      if (draft.shape.reduce((a, b) => a * b, 1) > 400) break;
    }
    const outputs = [...new Set([draft.value, before])];
    return {
      operators: draft.nodes.map(({ op }) => op),
      shape,
      bytes: model({
        opset: 13,
        nodes: draft.nodes,
        initializers: draft.initializers,
        inputs: [valueInfo('x', ['batch', ...shape])],
        outputs: outputs.map(name => valueInfo(name, ['batch'])),
      }),
    };
  });
