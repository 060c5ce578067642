import type { OnnxNode } from '../read/model.js';

/** A node as messages name it: by its name, or by its first output when it has none. */
export const nodeTitle = (node: OnnxNode): string => {
  const label = node.name === '' ? `making "${node.outputs[0] ?? ''}"` : `"${node.name}"`;
  return `node ${label} (${node.domain === '' ? '' : `${node.domain}.`}${node.opType})`;
};
