import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

type Rows = readonly (readonly number[])[];

export interface GoldenSynapse {
  readonly type: 'lowpass' | 'alpha' | 'triangle' | 'linear';
  readonly tau?: number;
}

export interface GoldenTransform {
  readonly kind: 'none' | 'scalar' | 'diagonal' | 'dense' | 'sparse' | 'convolution' | 'convolution_transpose';
  readonly value?: number;
  readonly values?: readonly number[];
  readonly matrix?: Rows;
  readonly shape?: readonly [number, number];
  readonly rows?: readonly number[];
  readonly cols?: readonly number[];
  readonly data?: readonly number[];
  readonly n_filters?: number;
  readonly input_shape?: readonly number[];
  readonly kernel_size?: readonly number[];
  readonly strides?: readonly number[];
  readonly padding?: 'valid' | 'same';
  readonly channels_last?: boolean;
  readonly groups?: number;
  readonly kernel?: unknown;
}

/** A simulation case made with Nengo: a network with every draw in the file, and what each probe must record. */
export interface GoldenCase {
  readonly name: string;
  readonly dt: number;
  readonly steps: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly size_in: number;
    readonly size_out: number;
    readonly output: { readonly kind: string; readonly value?: number | readonly number[]; readonly values?: Rows };
  }[];
  readonly ensembles: readonly {
    readonly id: string;
    readonly n_neurons: number;
    readonly dimensions: number;
    readonly radius: number;
    readonly neuron_type: { readonly type: string; readonly [name: string]: unknown };
    readonly encoders?: Rows;
    readonly gain?: readonly number[];
    readonly bias?: readonly number[];
    readonly initial_state?: Readonly<Record<string, readonly number[]>>;
    readonly noise_current?: Rows;
  }[];
  readonly connections: readonly {
    readonly id: string;
    readonly pre: { readonly id: string; readonly port: 'decoded' | 'neurons' | 'output'; readonly slice: readonly number[] | null };
    readonly post: { readonly id: string; readonly port: string; readonly slice: readonly number[] | null };
    readonly synapse: GoldenSynapse | null;
    readonly weights?: Rows;
    readonly transform?: GoldenTransform;
    readonly function?: string | null;
    readonly learning_rules?: readonly unknown[];
  }[];
  readonly probes: readonly {
    readonly id: string;
    readonly target: { readonly id: string; readonly port: string; readonly attr: string; readonly slice: readonly number[] | null };
    readonly synapse: GoldenSynapse | null;
    readonly sample_every: number | null;
    readonly weights?: Rows;
    readonly expected: Rows;
  }[];
  readonly tolerance: { readonly atol: number; readonly rtol: number };
}

/** Reads a gzipped case from a file. */
export const readCase = (url: URL): GoldenCase => JSON.parse(gunzipSync(readFileSync(url)).toString('utf8'));
