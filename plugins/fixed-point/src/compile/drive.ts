import { nodeSizes } from '@rheobase/core';
import { biasOf, ensembleAt, float64Of, gainOf, graphOf, type Model, type ModelConnection, nodeAt, tensorOf } from '@rheobase/model';
import { apply, denseMatrix, type Matrix, mapEntries, multiply, selection, transformMatrix } from './matrix.js';

/** Spikes of one ensemble, by the matrix that turns its outputs into what a target takes. */
interface SpikeTerm {
  readonly source: string;
  readonly matrix: Matrix;
}

/** What arrives at an object: spikes by source, and a constant. */
interface Terms {
  readonly spikes: readonly SpikeTerm[];
  readonly constant: Float64Array;
}

/** Everything that drives the neurons of a chip ensemble. */
export interface Drive {
  readonly ensemble: string;
  /** Current per output of the source, (neurons, source's neurons), gain included. */
  readonly spikes: readonly SpikeTerm[];
  /** Constant current, per neuron: bias and constant nodes. */
  readonly bias: Float64Array;
}

/** Collects the linear maps from spiking sources to ensembles, composing those on either side of passthrough nodes. */
class Composer {
  readonly #model: Model;
  readonly #nodes = new Map<string, Terms>();

  constructor(model: Model) {
    this.#model = model;
  }

  #node(path: string): Terms {
    const known = this.#nodes.get(path);
    if (known) return known;
    const { record } = nodeAt(this.#model, path);
    const made: Terms =
      record.type === 'constant'
        ? { spikes: [], constant: float64Of(this.#model, record.value) }
        : this.into(path, nodeSizes(record).sizeIn, connection => this.#scattered(connection, nodeSizes(record).sizeIn));
    this.#nodes.set(path, made);
    return made;
  }

  /** What a connection carries, before the post slice. */
  #carried({ pre, decoders, transform }: ModelConnection): Terms {
    const model = this.#model;
    let terms: Terms;
    if (pre.port === 'output') {
      terms = this.#node(pre.path);
      if (pre.slice) terms = transformed(selection(terms.constant.length, pre.slice), terms);
    } else {
      const { neurons } = ensembleAt(model, pre.path);
      const rows = decoders === null ? neurons : (tensorOf(model, decoders).shape[0] ?? 0);
      const matrix =
        decoders === null
          ? selection(neurons, pre.slice ?? Array.from({ length: neurons }, (_, i) => i))
          : denseMatrix(rows, neurons, float64Of(model, decoders));
      terms = { spikes: [{ source: pre.path, matrix }], constant: new Float64Array(matrix.rows) };
    }
    return transform === null ? terms : transformed(transformMatrix(model, transform), terms);
  }

  #scattered(connection: ModelConnection, size: number): Terms {
    const terms = this.#carried(connection);
    if (connection.post.slice === null) return terms;
    const places: Record<number, number> = {};
    connection.post.slice.forEach((to, from) => {
      places[to] = from;
    });
    return transformed(
      selection(
        connection.sizeOut,
        Array.from({ length: size }, (_, i) => places[i] ?? -1),
      ),
      terms,
    );
  }

  /** The sum over all connections into an object. */
  into(path: string, size: number, termsOf: (connection: ModelConnection) => Terms): Terms {
    const all = graphOf(this.#model).into(path).map(termsOf);
    const constant = new Float64Array(size);
    for (const terms of all) for (let i = 0; i < size; i++) constant[i] = (constant[i] ?? 0) + (terms.constant[i] ?? 0);
    return { spikes: all.flatMap(({ spikes }) => spikes), constant };
  }

  drive(path: string): Drive {
    const model = this.#model;
    const ensemble = ensembleAt(model, path);
    const { neurons, dimensions, radius } = ensemble;
    const gain = gainOf(model, ensemble);
    const encode =
      ensemble.encoders === null
        ? null
        : denseMatrix(
            neurons,
            dimensions,
            float64Of(model, ensemble.encoders).map((x, i) => (x * (gain[Math.floor(i / dimensions)] ?? 0)) / radius),
          );
    const terms = this.into(path, neurons, connection => {
      if (connection.post.port === 'input') {
        const arriving = this.#scattered(connection, dimensions);
        return encode === null ? arriving : transformed(encode, arriving);
      }
      const arriving = this.#scattered(connection, neurons);
      if (connection.post.port === 'current') return arriving;
      return {
        spikes: arriving.spikes.map(({ source, matrix }) => ({ source, matrix: mapEntries(matrix, (w, row) => w * (gain[row] ?? 0)) })),
        constant: arriving.constant.map((x, i) => x * (gain[i] ?? 0)),
      };
    });
    const bias = biasOf(model, ensemble).map((b, i) => b + (terms.constant[i] ?? 0));
    return { ensemble: path, spikes: terms.spikes, bias };
  }
}

const transformed = (by: Matrix, { spikes, constant }: Terms): Terms => ({
  spikes: spikes.map(({ source, matrix }) => ({ source, matrix: multiply(by, matrix) })),
  constant: apply(by, constant),
});

/** What drives each of the named ensembles. */
export function drivesOf(model: Model, paths: Iterable<string>): readonly Drive[] {
  const composer = new Composer(model);
  return Array.from(paths, path => composer.drive(path));
}
