import type { OnnxNode } from '../read/model.js';
import type { Plan } from './plan.js';

/** A name as a label: '/' would look like a subnetwork and becomes '.', and other unusual characters become '_'. */
export const labelOf = (name: string, fallback: string): string =>
  name
    .replace(/[/\\]+/g, '.')
    .replace(/[^\w.:-]/g, '_')
    .replace(/^\.+|\.+$/g, '') || fallback;

/** Labels of the values of a plan by their names: those of their nodes, or operator type and number where these have none. */
export const valueLabels = ({ values }: Plan): ReadonlyMap<string, string> => {
  const ofNodes = new Map<OnnxNode, string>();
  const counts = new Map<string, number>();
  const labels = new Map<string, string>();
  for (const [name, { node, output }] of values) {
    const { opType } = node;
    if (!ofNodes.has(node)) {
      const count = counts.get(opType) ?? 0;
      if (node.name === '') counts.set(opType, count + 1);
      ofNodes.set(node, labelOf(node.name, `${opType}${count}`));
    }
    const label = ofNodes.get(node) ?? opType;
    labels.set(name, output === 0 ? label : `${label}.${output}`);
  }
  return labels;
};
