import type { Database } from '../db/database.ts';
import { type DatabaseTime, measureClockSkew } from '../db/database-time.ts';
import type { Logger } from '../logger.ts';

const intervalMs = 60_000;

type Options = { db: Database; clock: () => Date; now: () => DatabaseTime; logger: Logger };

/**
 * Compares the process's clock with the database's at once and then every minute. Logs when they part by more than five
 * seconds, and when they agree again.
 *
 * @returns stops it.
 */
export async function watchClock({ db, clock, now, logger }: Options): Promise<() => Promise<void>> {
  let wasSkewed = false;
  async function compare(): Promise<void> {
    const clockSkewSeconds = await measureClockSkew(db, { clock, now });
    const isSkewed = clockSkewSeconds !== 0;
    if (isSkewed === wasSkewed) return;
    wasSkewed = isSkewed;
    const facts = { event: isSkewed ? 'clock-skew' : 'clock-ok', clockSkewSeconds };
    if (isSkewed) {
      logger.warn(
        facts,
        "The clocks of this machine and of the database differ. Readers' pages follow the database",
      );
    } else logger.info(facts, 'The clocks of this machine and of the database agree again');
  }
  await compare();
  const timer = setInterval(() => {
    // The database is away: requests report it.
    compare().catch(() => undefined);
  }, intervalMs);
  timer.unref();
  return async () => clearInterval(timer);
}
