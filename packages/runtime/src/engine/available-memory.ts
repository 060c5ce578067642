declare const process: { availableMemory?(): number; constrainedMemory?(): number | undefined } | undefined;

/** Bytes that this process can still have; infinite where the platform does not say, as in browsers. */
export function availableMemory(): number {
  if (typeof process === 'undefined') return Number.POSITIVE_INFINITY;
  return process.availableMemory?.() || process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
}
