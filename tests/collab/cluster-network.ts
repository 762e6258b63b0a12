import type { Channel, ChannelSubscriber, ClusterMessage } from '../../server/documents/cluster.ts';

/** An in-memory channel between the processes of a test. Like Redis, it loses messages while disconnected. */
export type ClusterNetwork = {
  /** All messages, delivered or lost. */
  published: ClusterMessage[];
  join(): Channel;
  disconnect(): void;
  reconnect(): void;
};

export function createClusterNetwork(): ClusterNetwork {
  const peers = new Set<ChannelSubscriber[]>();
  const published: ClusterMessage[] = [];
  let isDisconnected = false;
  return {
    published,
    join() {
      const ownSubscribers: ChannelSubscriber[] = [];
      peers.add(ownSubscribers);
      return {
        publish(message) {
          published.push(message);
          if (isDisconnected) return;
          for (const subscribers of peers) {
            if (subscribers === ownSubscribers) continue;
            setImmediate(() => subscribers.forEach(({ onMessage }) => void onMessage(message)));
          }
        },
        subscribe: (subscriber) => void ownSubscribers.push(subscriber),
      };
    },
    disconnect() {
      isDisconnected = true;
    },
    reconnect() {
      isDisconnected = false;
      for (const subscribers of peers) for (const { onReconnect } of subscribers) onReconnect();
    },
  };
}
