import { type Channel, type ClusterMessage, clusterMessageSchema } from '../server/documents/cluster.ts';

/** The channel between the tabs of one browser: each runs a backend of its own on the shared database. */
export function createTabChannel(channelName: string): Channel {
  const channel = new BroadcastChannel(channelName);
  return {
    publish: (message: ClusterMessage) => channel.postMessage(message),
    // A BroadcastChannel loses nothing, and a tab that was frozen rechecks by itself: `onReconnect` is not needed.
    subscribe({ onMessage }) {
      channel.addEventListener('message', ({ data }) => {
        const message = clusterMessageSchema.safeParse(data);
        if (message.success) onMessage(message.data);
      });
    },
  };
}
