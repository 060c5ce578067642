import { Machine, type TableMachine } from '../machine.js';
import type { Simulator } from '../module.js';
import { PlainMachine } from './plain-machine.js';

/** A machine with a memory of its own. */
export const machineOn = (simulator: Simulator): TableMachine => (simulator === 'plain' ? new PlainMachine() : new Machine(simulator));
