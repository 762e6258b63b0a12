import {
  type Channel,
  type NeighbourMessage,
  neighbourMessageSchema,
} from '../server/documents/cluster.ts';

/**
 * The backend runs in every tab, each for itself, on one database; over this channel the tabs of one browser meet, as
 * several processes do over Redis.
 */
export function meetOtherTabs(channelName: string): Channel {
  const channel = new BroadcastChannel(channelName);
  return {
    post: (message: NeighbourMessage) => channel.postMessage(message),
    // Nothing gets lost between tabs; one that the browser had frozen looks again by itself.
    listen({ heard }) {
      channel.addEventListener('message', ({ data }) => {
        const message = neighbourMessageSchema.safeParse(data);
        if (message.success) heard(message.data);
      });
    },
  };
}
