import type { Channel, NeighbourMessage } from '../../server/documents/cluster.ts';

/** What the processes of a test meet over: like Redis, it may be cut, and what was said meanwhile is lost. */
export type Wire = {
  /** All that was said, heard or not. */
  said: NeighbourMessage[];
  join(): Channel;
  cut(): void;
  mend(): void;
};

export function createWire(): Wire {
  const ends = new Set<Parameters<Channel['listen']>[0][]>();
  const said: NeighbourMessage[] = [];
  let isCut = false;
  return {
    said,
    join() {
      const own: Parameters<Channel['listen']>[0][] = [];
      ends.add(own);
      return {
        post(message) {
          said.push(message);
          if (isCut) return;
          for (const listeners of ends) {
            if (listeners !== own) setImmediate(() => listeners.forEach(({ heard }) => void heard(message)));
          }
        },
        listen: (listener) => void own.push(listener),
      };
    },
    cut() {
      isCut = true;
    },
    mend() {
      isCut = false;
      for (const listeners of ends) for (const { missed } of listeners) missed();
    },
  };
}
