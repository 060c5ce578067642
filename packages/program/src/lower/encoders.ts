import { type ModelEnsemble, scaledEncoders } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import { type Draft, names } from './draft.js';

/** The scaled encoders as a signal: for ensembles whose encoders change or are probed. */
export function encodersSignal(draft: Draft, ensemble: ModelEnsemble): SignalId {
  const id = names.state(ensemble.path, 'scaledEncoders');
  if (draft.signals.has(id)) return id;
  return draft.signal(id, ensemble.neurons * ensemble.dimensions, { initial: scaledEncoders(draft.model, ensemble) });
}
