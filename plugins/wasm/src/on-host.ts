import type { Operator, Program } from '@rheobase/program';
import type { Plan } from './plan/plan.js';

/** What of an operator is not in the module's vocabulary; null for functions, which are the user's own anywhere. */
function featureOf(operator: Operator): string | null {
  switch (operator.kind) {
    case 'neurons': {
      const { neuron } = operator;
      const own = 'base' in neuron ? neuron.base : neuron;
      return own.type === 'customNeuron' ? `neuron type '${own.name}'` : `neuron type ${neuron.type}`;
    }
    case 'learn':
      return `learning rule ${operator.rule.type}`;
    case 'filter':
      return 'a synapse of the user';
    case 'process':
      return 'a process of the user';
    case 'noise':
      return `noise of distribution ${operator.distribution.type}`;
    default:
      return null;
  }
}

/** A message for each object that has no kernel in the module and runs at the speed of plain TypeScript: never silently slow. */
export const hostMessages = (program: Program, { parts, ahead }: Plan): readonly string[] =>
  [...ahead.keys(), ...parts.flatMap(part => ('host' in part ? [part.host] : []))].flatMap(index => {
    const operator = program.operators[index];
    const feature = operator ? featureOf(operator) : null;
    if (!operator || feature === null) return [];
    const leaves = ahead.has(index) ? '' : ', and every step leaves WebAssembly for it';
    return [`wasm: ${operator.source}: ${feature} has no kernel, so it runs on the host at the speed of the reference backend${leaves}`];
  });
