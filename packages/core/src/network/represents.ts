import type { Ensemble } from './ensemble.js';
import type { Endpoint, Viewable } from './view.js';

const base = (endpoint: Endpoint): Viewable => (endpoint.kind === 'view' ? endpoint.of : endpoint);

/** Whether an ensemble computes directly, without neurons. */
export const isDirect = ({ settings }: Ensemble): boolean => settings.neuronType.type === 'direct';

/** Whether an ensemble stands for a vector: by encoders, or directly. */
export const represents = (ensemble: Ensemble): boolean => isDirect(ensemble) || ensemble.settings.encoders !== null;

/** Whether what an endpoint gives is decoded from neurons. */
export function isDecoded(endpoint: Endpoint): boolean {
  const object = base(endpoint);
  return object.kind === 'ensemble' && !isDirect(object);
}

/** Whether an endpoint is an ensemble whose neurons can be reached through encoders. */
export function isEncoding(endpoint: Endpoint): boolean {
  const object = base(endpoint);
  return object.kind === 'ensemble' && object.settings.encoders !== null;
}
