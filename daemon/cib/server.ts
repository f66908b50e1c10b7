import { CibError } from '../../cib/result/error.js';
import type { SocketPaths } from '../../cib/wire/location.js';
import type { Log } from '../runtime/log.js';
import { makeProofDirectory, newProof, takeProof } from '../runtime/proofs.js';
import { listen, type Peer } from '../runtime/sockets.js';
import type { Driver } from './driver.js';
import { identify, provenUser, type UserDirectory } from './identity.js';
import { type Host, type Limits, Session } from './session.js';

export interface ServerOptions {
  readonly driver: Driver;
  readonly limits: Limits;
  readonly runDirectory: string;
  readonly sockets: SocketPaths;
  /** Name of this node. */
  readonly node: string;
  /** User that the daemon runs as. */
  readonly user: string;
  readonly users: () => UserDirectory;
  readonly log: Log;
}

export interface Serving {
  /** Take no more clients and no more requests. */
  close(): void;
  /** Close the connections, once replies have been sent. */
  drop(): void;
}

/** How long a client may take to read the last replies, in milliseconds. */
const LAST_REPLIES = 1000;

/** Accept clients on both sockets. */
export async function serve(options: ServerOptions): Promise<Serving> {
  const { driver, sockets } = options;
  const host = hostOf(options);
  const peers = new Set<Peer>();
  let lastId = 0;
  const accept = (trusted: boolean) => (peer: Peer) => {
    peers.add(peer);
    peer.onClose(() => peers.delete(peer));
    const id = ++lastId;
    driver.attach(id, new Session(id, peer, trusted, host));
  };
  makeProofDirectory(proofDirectory(options));
  const servers = [await listen(sockets.main, 0o600, accept(true)), await listen(sockets.public, 0o666, accept(false))];
  return {
    close() {
      for (const server of servers) server.close();
      for (const peer of peers) peer.pause();
    },
    drop() {
      for (const peer of peers) {
        peer.end();
        setTimeout(() => peer.destroy(), LAST_REPLIES).unref();
      }
    },
  };
}

const proofDirectory = ({ runDirectory }: ServerOptions): string => `${runDirectory}/proof`;

function hostOf(options: ServerOptions): Host {
  const { driver, limits, node, user, users, log } = options;
  return {
    limits,
    node,
    log,
    submit: (client, id, request) => driver.submit(client, id, request),
    subscribe: (client) => driver.subscribe(client),
    gone: (client) => driver.gone(client),
    history: (range) => driver.history(range),
    challengePath: () => newProof(proofDirectory(options)),
    isUnrestricted: (name) => driver.isUnrestricted(name),
    checkProof: (path) => provenUser(takeProof(path), users()),
    identify: (proven, claimed) => {
      try {
        return identify(proven, claimed, user, users);
      } catch (error) {
        if (error instanceof CibError) log('notice', `refused a connection of user ${proven}`);
        throw error;
      }
    },
  };
}
