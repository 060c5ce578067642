import { casesOf } from '../cases/catalog.js';
import type { Peer, PeerOptions } from './peer.js';
import { runScript } from './script.js';

/** The emulator of NengoLoihi, through loihi_peer.py; NENGO_PATH has the checkouts of NengoLoihi and Nengo. */
export function loihi(options: PeerOptions): Peer {
  const names = casesOf('fixed-point').map(({ name }) => name);
  const path = process.env.NENGO_PATH;
  return {
    rivals: name => (names.includes(name) ? [['nengo-loihi-emulator']] : []),
    run: (system, name) =>
      runScript(options, name, system, {
        script: 'loihi_peer.py',
        args: [name],
        environment: {
          ...(path === undefined ? {} : { PYTHONPATH: path }),
          ...(options.mnist === null ? {} : { MNIST: options.mnist }),
        },
      }),
    dispose: async () => {},
  };
}
