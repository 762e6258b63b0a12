import { decodeCursor, pageOf } from '../cursor.ts';
import { listAudit } from '../db/queries/audit.ts';
import { api } from './base.ts';

export const list = api.audit.list.handler(async ({ context, input: { cursor, limit, ...filter } }) => {
  const after = decodeCursor(cursor, isNumber, isNumber);
  const before = after && Number(after.key);
  const found = await listAudit(context.db, filter, { before, limit: limit + 1 });
  const { rows, nextCursor } = pageOf(found, limit, ({ number }) => ({ key: `${number}`, id: `${number}` }));
  return { items: rows, nextCursor };
});

const isNumber = (key: string) => /^[1-9]\d{0,14}$/.test(key);
