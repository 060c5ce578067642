import { type Tensor, tensor } from '@rheobase/core';
import { checkModel } from '../check/check.js';
import type { Model, ModelConnection, ModelTransform, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { entriesOf } from '../transform/entries.js';
import { freshId, usedIds } from './fresh-id.js';

/** Rows of a matrix: column → value. */
interface Matrix {
  readonly columns: number;
  readonly rows: readonly ReadonlyMap<number, number>[];
}

const identity = (size: number): Matrix => ({ columns: size, rows: Array.from({ length: size }, (_, i) => new Map([[i, 1]])) });

function matrixOf(model: Model, transform: ModelTransform | null, size: number): Matrix {
  if (transform === null) return identity(size);
  const { rows, columns, values, sizeIn, sizeOut } = entriesOf(model, transform);
  const out = Array.from({ length: sizeOut }, () => new Map<number, number>());
  values.forEach((value, k) => {
    const row = out[rows[k] ?? 0];
    const column = columns[k] ?? 0;
    row?.set(column, (row.get(column) ?? 0) + value);
  });
  return { columns: sizeIn, rows: out };
}

/** left times right, where element k of `right` arrives at node element `to[k]`, and `left` takes node elements `from`. */
function through(left: Matrix, from: readonly number[] | null, to: readonly number[] | null, right: Matrix): Matrix {
  const arriving = new Map<number, number[]>();
  right.rows.forEach((_, k) => {
    const element = to?.[k] ?? k;
    arriving.set(element, [...(arriving.get(element) ?? []), k]);
  });
  const rows = left.rows.map(row => {
    const out = new Map<number, number>();
    for (const [column, factor] of row) {
      for (const k of arriving.get(from?.[column] ?? column) ?? [])
        for (const [at, value] of right.rows[k] ?? []) out.set(at, (out.get(at) ?? 0) + factor * value);
    }
    return out;
  });
  return { columns: right.columns, rows };
}

/** The plainest transform of a matrix: none, a selection, listed entries where most are zero, or a full matrix; tensors go into `put`. */
function transformOf({ columns, rows }: Matrix, put: (name: string, value: Tensor) => TensorId): ModelTransform | null {
  const single = rows.every(row => row.size === 0 || (row.size === 1 && row.values().next().value === 1));
  const picks = rows.map(row => row.keys().next().value ?? -1);
  if (single && rows.length === columns && picks.every((column, i) => column === i)) return null;
  if (single) {
    const order = put('indices', tensor([rows.length], Int32Array.from(picks)));
    return { type: 'indices', sizeIn: columns, sizeOut: rows.length, indices: order };
  }
  const entries = rows.flatMap((row, r) => Array.from(row, ([c, value]) => ({ r, c, value })).sort((a, b) => a.c - b.c));
  if (3 * entries.length >= rows.length * columns) {
    const weights = new Float64Array(rows.length * columns);
    for (const { r, c, value } of entries) weights[r * columns + c] = value;
    return { type: 'dense', sizeIn: columns, sizeOut: rows.length, weights: put('weights', tensor([rows.length, columns], weights)) };
  }
  const list = (values: Int32Array | Float64Array): Tensor => tensor([entries.length], values);
  return {
    type: 'sparse',
    sizeIn: columns,
    sizeOut: rows.length,
    rows: put('rows', list(Int32Array.from(entries, ({ r }) => r))),
    columns: put('columns', list(Int32Array.from(entries, ({ c }) => c))),
    weights: put('weights', list(Float64Array.from(entries, ({ value }) => value))),
  };
}

const delays = ({ synapse, delaySteps }: ModelConnection): boolean => synapse !== null || delaySteps > 0;

/** Whether a node can go: it only passes on, nobody looks at it or its connections, and no value is delayed both before and after it. */
function removable(path: string, into: readonly ModelConnection[], from: readonly ModelConnection[], probed: ReadonlySet<string>): boolean {
  if (into.length === 0 || from.length === 0 || probed.has(path)) return false;
  if ([...into, ...from].some(c => probed.has(c.path) || c.rules.length > 0)) return false;
  if (into.some(({ pre }) => pre.path === path) || from.some(c => c.function !== null)) return false;
  return !(into.some(delays) && from.some(delays));
}

/**
 * Removes passthrough nodes: what comes in is connected straight to where it goes, with the product of both transforms, and with the synapse
 * of whichever side has one. Nodes stay that are probed, that lead nowhere or get nothing, that go round to themselves, that have synapses
 * on both sides, functions behind them, or connections that learn or are probed. Sums are grouped anew and matrices multiplied, so bits
 * change (rounding only: 1e-12 and less); new weights are tied to none. Many connections in and many out become many more.
 */
export function removePassthrough(model: Model): Model {
  needModel('removePassthrough', model);
  const probed = new Set(model.probes.map(({ target }) => target.path));
  const used = new Set(usedIds(model));
  const paths = new Set([...model.nodes, ...model.ensembles, ...model.connections, ...model.probes].map(({ path }) => path));
  const tensors = new Map<TensorId, Tensor>(model.tensors);
  const current: Model = { ...model, tensors };
  const gone = new Set<string>();
  let connections = model.connections;
  const joined = (first: ModelConnection, second: ModelConnection): readonly ModelConnection[] => {
    const right = matrixOf(current, first.transform, first.sizeOut);
    const left = matrixOf(current, second.transform, second.sizeOut);
    const matrix = through(left, second.pre.slice, first.post.slice, right);
    if (matrix.rows.every(row => row.size === 0)) return [];
    const path = freshId(`${first.path}, ${second.path}`, paths);
    paths.add(path);
    const transform = transformOf(matrix, (name, value) => {
      const id = freshId(`${path}.${name}`, used);
      used.add(id);
      tensors.set(id, value);
      return id;
    });
    const { synapse, delaySteps } = delays(first) ? first : second;
    return [Object.freeze({ ...first, path, post: second.post, transform, synapse, delaySteps, sizeOut: second.sizeOut })];
  };
  for (const { path, record } of model.nodes) {
    if (record.type !== 'passthrough') continue;
    const into = connections.filter(({ post }) => post.path === path);
    const from = connections.filter(({ pre }) => pre.path === path);
    if (!removable(path, into, from, probed)) continue;
    connections = connections.flatMap(connection => {
      if (connection.post.path === path) return [];
      return connection.pre.path === path ? into.flatMap(first => joined(first, connection)) : [connection];
    });
    gone.add(path);
  }
  if (gone.size === 0) return model;
  const nodes = model.nodes.filter(({ path }) => !gone.has(path));
  const edited = { ...model, nodes, connections };
  const ids = usedIds(edited);
  const tidy: Model = Object.freeze({ ...edited, tensors: new Map(Array.from(tensors).filter(([id]) => ids.has(id))) });
  checkModel(tidy);
  return tidy;
}
