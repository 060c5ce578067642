import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationError } from '@rheobase/core';
import { brian2 } from './brian2.js';
import { limit } from './limit.js';
import { loihi } from './loihi.js';
import { nengo } from './nengo.js';
import type { Peer, PeerOptions } from './peer.js';
import { torch } from './torch.js';

const scripts: Readonly<Record<string, (options: PeerOptions) => Peer>> = Object.freeze({
  'nengo_peer.py': nengo,
  'brian2_peer.py': brian2,
  'limit.c': limit,
  'torch_peer.py': torch,
  'loihi_peer.py': loihi,
});

/** The peers whose scripts a folder holds; `ValidationError` where it holds none. */
export function peersIn(options: PeerOptions): readonly Peer[] {
  const there = Object.entries(scripts).filter(([script]) => existsSync(join(options.folder, script)));
  if (there.length > 0) return there.map(([, peer]) => peer(options));
  const allowed = Object.keys(scripts).join(', ');
  throw new ValidationError(`--peer: the folder '${options.folder}' holds none of ${allowed}`, {
    code: 'no-peer',
    given: options.folder,
    allowed,
  });
}
