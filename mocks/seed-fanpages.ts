import type { LinkCheck } from '../domain/contract/fanpages.ts';
import { newsroomWallTime } from '../domain/dates.ts';
import { readFanpageAddress } from '../domain/fanpages.ts';
import type { Transaction } from '../server/db/database.ts';
import { fanpages, qrScans } from '../server/db/schema.ts';
import { demoFanpages } from './newsroom/fanpages.ts';

const dayMs = 86_400_000;
const scannedDays = 45;

/** Seeds the fanpages with scans of the last 45 days. */
export async function seedFanpages(tx: Transaction, now: Date): Promise<void> {
  await tx.insert(fanpages).values(
    demoFanpages.map(({ code, name, url, finding, isHidden = false }, position) => {
      const read = readFanpageAddress(url);
      if (!read.ok) throw new Error(`The demo's fanpage ${url}: ${read.problem}`);
      const { platform } = read.address;
      const check = finding && {
        checkedAt: new Date(now.getTime() - 2 * dayMs),
        checkResult: JSON.stringify({
          finding,
          status: finding === 'ok' ? 200 : 403,
          to: null,
        } satisfies LinkCheck),
      };
      const columns = { url: read.address.url, isVisible: !isHidden, createdAt: now };
      return { code, platform, name, position, ...columns, ...check };
    }),
  );
  await tx.insert(qrScans).values(
    demoFanpages.flatMap(({ code, scansPerDay }, index) =>
      Array.from({ length: scannedDays }, (_, age) => {
        const day = newsroomWallTime(new Date(now.getTime() - age * dayMs)).slice(0, 10);
        // Varies deterministically, so that every demo is the same.
        const count = Math.round(
          scansPerDay * (1 + 0.7 * Math.sin(age * 0.9 + index * 2)) + ((age * 7) % 3) - 1,
        );
        return { code, day, count };
      }).filter(({ count }) => scansPerDay > 0 && count > 0),
    ),
  );
}
