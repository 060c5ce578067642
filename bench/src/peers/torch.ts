import type { Peer, PeerOptions } from './peer.js';
import { runScript } from './script.js';

/** Training in torch, through torch_peer.py; it needs the folder of MNIST files. */
export const torch = (options: PeerOptions): Peer => ({
  rivals: name => (name.startsWith('train-') && options.mnist !== null ? [['torch-1t']] : []),
  run: (system, name) =>
    runScript(options, name, system, { script: 'torch_peer.py', args: [options.mnist ?? '', name.slice('train-'.length)] }),
  dispose: async () => {},
});
