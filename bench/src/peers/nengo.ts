import { casesOf } from '../cases/catalog.js';
import type { Peer, PeerOptions } from './peer.js';
import { runScript } from './script.js';

/**
 * Nengo's NumPy simulator, through nengo_peer.py. A checkout of Nengo is found through NENGO_PATH, unless Python has Nengo installed.
 * What we ran in float32 has to be compared with the faster of its two precisions.
 */
export function nengo(options: PeerOptions): Peer {
  const names = casesOf('build').map(({ name }) => name);
  const path = process.env.NENGO_PATH;
  return {
    rivals: (name, precision) => {
      if (!names.includes(name)) return [];
      return precision === 'float32' ? [['nengo-64', 'nengo-32']] : [['nengo-64']];
    },
    run: (system, name) =>
      runScript(options, name, system, {
        script: 'nengo_peer.py',
        args: [name.startsWith('solve-') ? 'solve' : name],
        environment: { BITS: system === 'nengo-32' ? '32' : '64', ...(path === undefined ? {} : { PYTHONPATH: path }) },
      }),
    dispose: async () => {},
  };
}
