import { changes, mentions, type Program, type SignalId } from '@rheobase/program';
import type { Component } from './components.js';

/** Some components of a program, with those of the shared operators that they read, all in their old order. */
function subProgram(program: Program, components: readonly Component[], shared: readonly number[]): Program {
  const own = new Set(components.flatMap(({ operators }) => operators));
  const paths = new Set(components.flatMap(({ probes }) => probes));
  const probes = new Map(Array.from(program.probes).filter(([path]) => paths.has(path)));
  const used = new Set<SignalId>(probes.values());
  const use = (index: number): void => {
    const operator = program.operators[index];
    if (operator) for (const id of mentions(operator)) used.add(id);
  };
  for (const index of own) use(index);
  for (let before = -1; before !== own.size; ) {
    before = own.size;
    for (const index of shared) {
      const operator = program.operators[index];
      if (!operator || own.has(index) || !Array.from(changes(operator)).some(id => used.has(id))) continue;
      own.add(index);
      use(index);
    }
  }
  return Object.freeze<Program>({
    ...program,
    operators: Object.freeze(program.operators.filter((_, index) => own.has(index))),
    signals: new Map(Array.from(program.signals).filter(([id]) => used.has(id))),
    inputs: new Map(Array.from(program.inputs).filter(([, id]) => used.has(id))),
    learned: program.learned.filter(({ signal }) => used.has(signal)),
    probes,
  });
}

/** A program for each group of components, in the same order; inputs that no one reads come with the first. */
export function subProgramsOf(program: Program, groups: readonly (readonly Component[])[], shared: readonly number[]): readonly Program[] {
  const programs = groups.map(components => subProgram(program, components, shared));
  const unread = Array.from(program.inputs).filter(([path]) => programs.every(({ inputs }) => !inputs.has(path)));
  if (unread.length === 0) return programs;
  const [first, ...others] = programs;
  if (!first) return programs;
  const signals = new Map(first.signals);
  for (const [, id] of unread) {
    const signal = program.signals.get(id);
    if (signal) signals.set(id, signal);
  }
  return [Object.freeze<Program>({ ...first, signals, inputs: new Map([...first.inputs, ...unread]) }), ...others];
}
