import type { CommandEntry } from '../command/command.js';

/** Every command. To add one, write its file and its line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'build', summary: 'build a Network document', load: () => import('./build.js') },
  { name: 'run', summary: 'run a model and write what its probes record, float64 (records, size) by path', load: () => import('./run.js') },
  { name: 'info', summary: 'show what a file holds', load: () => import('./info.js') },
  { name: 'golden', summary: 'run every golden file of a folder and compare', load: () => import('./golden.js') },
];
