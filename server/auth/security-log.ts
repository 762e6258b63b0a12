import { networkOf } from '../http/client-network.ts';
import type { Logger } from '../logger.ts';

/** A refused request. It holds no secret: neither what was guessed nor a token. */
type SecurityEvent = {
  /** An error code of the API, or `foreign-origin` for a socket. */
  code: string;
  /** The client's IP address; null when unknown. */
  address: string | null;
  /** The id of the account that is signed in. */
  account: string | null;
  method?: string;
  path?: string;
};

export type SecurityLog = { report(event: SecurityEvent): void };

const windowMs = 60_000;
/** Lines for each network and code in a window. */
const linesMax = 10;
/** Further networks share a count for each code. */
const countsMax = 1_000;

type Count = { network: string; code: string; since: number; lines: number; suppressed: number };

/**
 * Writes security events as warnings with `event: 'security'`. Beyond ten lines in a minute, those of a network with
 * one code are only counted, so that an attacker cannot fill the log; a line with their number follows.
 *
 * @param now milliseconds of a clock that does not run backwards.
 */
export function createSecurityLog(logger: Logger, now: () => number = () => performance.now()): SecurityLog {
  const counts = new Map<string, Count>();
  let sweptAt = now();

  function sweep(at: number): void {
    if (at - sweptAt < windowMs) return;
    sweptAt = at;
    for (const [key, { network, code, since, suppressed }] of counts) {
      if (at - since < windowMs) continue;
      counts.delete(key);
      if (suppressed > 0) {
        logger.warn({ event: 'security', code, network, suppressed }, 'More of these were refused');
      }
    }
  }

  return {
    report(event) {
      const at = now();
      sweep(at);
      const own = networkOf(event.address);
      const { code } = event;
      const network = counts.has(`${own} ${code}`) || counts.size < countsMax ? own : 'others';
      const key = `${network} ${code}`;
      const count = counts.get(key) ?? { network, code, since: at, lines: 0, suppressed: 0 };
      counts.set(key, count);
      if (count.lines < linesMax) {
        count.lines += 1;
        logger.warn({ event: 'security', ...event }, 'A request was refused');
      } else count.suppressed += 1;
    },
  };
}
