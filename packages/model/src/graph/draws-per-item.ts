import { drawsOf } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelProcess } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';

function processDraws({ type }: ModelProcess): boolean {
  switch (type) {
    case 'whiteNoise':
    case 'filteredNoise':
    case 'customProcess':
      return true;
    case 'whiteSignal':
    case 'presentInput':
    case 'piecewise':
    case 'filtered':
      return false;
  }
}

const neuronsDraw = ({ neuronType, draws }: ModelEnsemble): boolean => drawsOf(neuronType) !== 'nothing' && draws === null;

/**
 * Whether the items of a batch draw random numbers of their own while they run: noise, processes of the user, neurons whose spikes are drawn.
 * Where they do not, it makes no difference which item of a data set an item is.
 */
export function drawsPerItem(model: Model): boolean {
  needModel('drawsPerItem', model);
  return (
    model.nodes.some(({ record }) => record.type === 'process' && processDraws(record.process)) ||
    model.ensembles.some(ensemble => neuronsDraw(ensemble) || (ensemble.noise !== undefined && processDraws(ensemble.noise.process)))
  );
}
