import type { LearningRuleDefinition } from '@rheobase/core';
import type { SignalId, SignalStore } from './operator.js';

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

/** The signals that a rule reads. */
export function learningReads(rule: LearnRule<unknown>): readonly SignalId[] {
  switch (rule.type) {
    case 'pes':
    case 'rls':
      return [rule.error, rule.pre];
    case 'bcm':
      return [rule.pre, rule.post, rule.theta];
    case 'oja':
      return [rule.pre, rule.post, rule.weights];
    case 'voja':
      return [rule.signal, rule.post, rule.input, rule.encoders];
    case 'custom':
      return [rule.weights, ...[rule.pre, rule.post, rule.error].flatMap(id => id ?? [])];
  }
}

/** The signals that hold a rule's own state. */
export function learningState(rule: LearnRule<unknown>): readonly SignalId[] {
  if (rule.type === 'rls') return [rule.inverseGamma];
  return rule.type === 'custom' ? Object.values(rule.state) : [];
}

interface Matrix {
  readonly delta: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

type Typed<T extends LearnRule['type']> = Extract<LearnRule, { readonly type: T }>;

/** delta[first ...] = factor column ⊗ row, one item. */
function outer({ delta, rows, columns }: Matrix, item: number, factor: number, column: Float64Array, row: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    const x = factor * column[item * rows + r]!;
    const at = (item * rows + r) * columns;
    for (let c = 0; c < columns; c++) delta[at + c] = x * row[item * columns + c]!;
  }
}

function pes({ factor, error, pre }: Typed<'pes'>, matrix: Matrix, signals: SignalStore): () => void {
  const [e, a] = [signals.get(error), signals.get(pre)];
  return () => {
    for (let item = 0; item < signals.batch; item++) outer(matrix, item, factor, e, a);
  };
}

function rls({ error, pre, inverseGamma }: Typed<'rls'>, matrix: Matrix, signals: SignalStore): () => void {
  const [e, a, p] = [signals.get(error), signals.get(pre), signals.get(inverseGamma)];
  const n = matrix.columns;
  const r = new Float64Array(signals.batch * n);
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      const [from, square] = [item * n, item * n * n];
      let along = 0;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += p[square + i * n + j]! * a[from + j]!;
        r[from + i] = sum;
        along += a[from + i]! * sum;
      }
      const q = 1 / (1 + along);
      for (let i = 0; i < n; i++) {
        const x = q * r[from + i]!;
        for (let j = 0; j < n; j++) p[square + i * n + j] = p[square + i * n + j]! - x * r[from + j]!;
      }
      outer(matrix, item, -q, e, r);
    }
  };
}

function bcm({ factor, pre, post, theta }: Typed<'bcm'>, matrix: Matrix, signals: SignalStore): () => void {
  const [a, b, t] = [signals.get(pre), signals.get(post), signals.get(theta)];
  const moved = new Float64Array(b.length);
  return () => {
    for (let i = 0; i < b.length; i++) moved[i] = b[i]! * (b[i]! - t[i]!);
    for (let item = 0; item < signals.batch; item++) outer(matrix, item, factor, moved, a);
  };
}

function oja({ factor, beta, pre, post, weights }: Typed<'oja'>, { delta, rows, columns }: Matrix, signals: SignalStore): () => void {
  const [a, b, w] = [signals.get(pre), signals.get(post), signals.get(weights)];
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      for (let r = 0; r < rows; r++) {
        const y = b[item * rows + r]!;
        const forget = beta * y * y;
        const at = (item * rows + r) * columns;
        for (let c = 0; c < columns; c++) delta[at + c] = factor * (y * a[item * columns + c]! - forget * w[at + c]!);
      }
    }
  };
}

function voja(rule: Typed<'voja'>, { delta, rows, columns }: Matrix, signals: SignalStore): () => void {
  const { factor, scale } = rule;
  const [s, b, x, e] = [signals.get(rule.signal), signals.get(rule.post), signals.get(rule.input), signals.get(rule.encoders)];
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      const rate = factor * s[item]!;
      for (let r = 0; r < rows; r++) {
        const y = b[item * rows + r]!;
        const along = scale[r]! * y;
        const at = (item * rows + r) * columns;
        for (let c = 0; c < columns; c++) delta[at + c] = rate * (along * x[item * columns + c]! - y * e[at + c]!);
      }
    }
  };
}

function custom(rule: Typed<'custom'>, { delta, rows, columns }: Matrix, signals: SignalStore): () => void {
  const none = new Float64Array(0);
  const part = (id: string | null, item: number): Float64Array => {
    if (id === null) return none;
    const size = signals.size(id);
    return signals.get(id).subarray(item * size, (item + 1) * size);
  };
  const items = Array.from({ length: signals.batch }, (_, item) => ({
    dt: signals.dt,
    pre: part(rule.pre, item),
    post: part(rule.post, item),
    error: part(rule.error, item),
    weights: part(rule.weights, item),
    rows,
    columns,
    state: Object.fromEntries(Object.entries(rule.state).map(([name, id]) => [name, part(id, item)])),
    parameters: rule.parameters,
    delta: delta.subarray(item * rows * columns, (item + 1) * rows * columns),
  }));
  return () => {
    for (const item of items) rule.step(item);
  };
}

/** What a learning rule changes in this step; it is added at the start of the next. */
export function stepRule(rule: LearnRule, matrix: Matrix, signals: SignalStore): () => void {
  switch (rule.type) {
    case 'pes':
      return pes(rule, matrix, signals);
    case 'rls':
      return rls(rule, matrix, signals);
    case 'bcm':
      return bcm(rule, matrix, signals);
    case 'oja':
      return oja(rule, matrix, signals);
    case 'voja':
      return voja(rule, matrix, signals);
    case 'custom':
      return custom(rule, matrix, signals);
  }
}
