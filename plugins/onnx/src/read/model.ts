/** Element types that can be read. Whatever the type, elements are held as float64: exact for all of them (int64 within ±(2^53 − 1)). */
export type OnnxDataType = 'float32' | 'float64' | 'int32' | 'int64' | 'int8' | 'uint8' | 'bool';

/** A dense tensor in row-major order. `bool` elements are 0 and 1. */
export interface OnnxTensor {
  readonly dtype: OnnxDataType;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** A size, or the name of a size that is known only when data arrive (`batch`); `?` where the file leaves it without a name. */
export type OnnxDimension = number | string;

/** The declared type of a graph input, output or intermediate value. `shape` is absent where the file says nothing about it. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly dtype: OnnxDataType;
  readonly shape: readonly OnnxDimension[] | undefined;
}

/** One attribute of a node. `other` stands for kinds that no supported operator takes (subgraphs, sparse tensors, types); its value names the kind. */
export type OnnxAttribute =
  | { readonly type: 'float' | 'int'; readonly value: number }
  | { readonly type: 'floats' | 'ints'; readonly value: readonly number[] }
  | { readonly type: 'string' | 'other'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'tensor'; readonly value: OnnxTensor };

/** One operator application. An input or output named `''` is an optional one left out. */
export interface OnnxNode {
  readonly opType: string;
  /** The operator set; `''` is the standard one, `ai.onnx`. */
  readonly domain: string;
  /** May be empty: files need not name nodes. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** The dataflow graph of a file. */
export interface OnnxGraph {
  readonly name: string;
  /** In topological order: every node stands after the nodes whose outputs it takes. */
  readonly nodes: readonly OnnxNode[];
  /** Weights and other stored constants, by value name. */
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  /** What a caller has to give: declared inputs that no initializer fills. */
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Declared types of intermediate values, as far as the file has them. */
  readonly values: ReadonlyMap<string, OnnxValueInfo>;
}

/** What an ONNX file says, as plain data. */
export interface OnnxModel {
  readonly irVersion: number;
  /** The exporting program and its version, as written in the file. */
  readonly producer: string;
  /** Version of every imported operator set by domain; `''` is `ai.onnx`. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
}
