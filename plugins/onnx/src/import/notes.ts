import { nodeTitle } from '../graph/title.js';
import type { OnnxModel, OnnxNode } from '../read/model.js';
import type { Plan } from './plan.js';

/** What was folded, dropped or changed on the way from a file to a Network, a sentence each. */
export const importNotes = (read: readonly OnnxNode[], folded: OnnxModel, plan: Plan): readonly string[] => {
  const kept = new Set(folded.graph.nodes.flatMap(node => node.outputs));
  const gone = read.filter(node => !node.outputs.some(name => kept.has(name)));
  const steps = [...plan.values.values()];
  const dropped = steps.filter(({ step, node }) => step.kind === 'same' && !reshaping.includes(node.opType));
  const softmax = [...plan.outputs].filter(([name]) => plan.outputs.has(`${name}.logits`));
  return [
    `The first axis of the inputs (${plan.batch}) became the batch of the runtime, which may have any size.`,
    ...(gone.length === 0 ? [] : [`Folded what depends on neither data nor batch: ${countsOf(gone)}.`]),
    ...dropped.map(({ node }) => `Dropped ${nodeTitle(node)}, which does not change values at inference.`),
    ...softmax.map(
      ([name]) =>
        `The logits before the softmax of "${name}" go out as "${name}.logits"; prefer them, since they rank the same and stay linear.`,
    ),
    ...(steps.some(({ step }) => step.kind === 'relu')
      ? []
      : ['The graph has no ReLU: the network is made of nodes alone, without neurons.']),
  ];
};

const reshaping = ['Flatten', 'Reshape', 'Squeeze', 'Unsqueeze'];

const countsOf = (nodes: readonly OnnxNode[]): string => {
  const counts = new Map<string, number>();
  for (const { opType } of nodes) counts.set(opType, (counts.get(opType) ?? 0) + 1);
  return [...counts].map(([opType, count]) => `${count} ${opType}`).join(', ');
};
