export type { Terminal } from './command/terminal.js';
export { main } from './main.js';
