import type { Peer, PeerOptions } from './peer.js';
import { runScript } from './script.js';

/** Brian2 on CUBA, through brian2_peer.py: its code generated in Cython and as a C++ program. Both compute in float64. */
export const brian2 = (options: PeerOptions): Peer => ({
  rivals: name => (name.startsWith('cuba-') ? [['brian2-cython'], ['brian2-cpp']] : []),
  run: (system, name) =>
    runScript(options, name, system, {
      script: 'brian2_peer.py',
      args: [system === 'brian2-cpp' ? 'cpp' : 'cython', name.slice('cuba-'.length)],
      environment: { PYTHONWARNINGS: 'ignore' },
    }),
  dispose: async () => {},
});
