import { Fields } from '@rheobase/core';
import { each } from '../golden/numbers.js';

/** The sizes of a node or ensemble of a golden network. */
export type Place =
  | { readonly kind: 'node'; readonly sizeIn: number; readonly sizeOut: number }
  | { readonly kind: 'ensemble'; readonly neurons: number; readonly dimensions: number; readonly neuronType: Fields };

/** The node or ensemble that `at.id` names. */
export type Places = (at: Fields) => Place;

/** Nodes and ensembles of a golden network, by id. */
export function placesOf(golden: Fields): Places {
  const places = new Map<string, Place>();
  for (const at of each(golden, 'nodes')) {
    places.set(at.text('id'), { kind: 'node', sizeIn: at.number('size_in'), sizeOut: at.number('size_out') });
  }
  for (const at of each(golden, 'ensembles')) {
    const [neurons, dimensions, neuronType] = [at.number('n_neurons'), at.number('dimensions'), at.fields('neuron_type')];
    places.set(at.text('id'), { kind: 'ensemble', neurons, dimensions, neuronType });
  }
  return at => {
    const found = places.get(at.text('id'));
    if (!found) throw Fields.wrong(`${at.where}.id`, at.text('id'), 'the id of a node or ensemble of this case');
    return found;
  };
}
