import { i18n } from './i18n.ts';

const namesMax = 5;

/** The names of files as a list in one line; past the fifth they are counted. */
export function listFileNames(fileNames: readonly string[]): string {
  const names = fileNames.slice(0, namesMax).join(', ');
  const count = fileNames.length - namesMax;
  return count > 0 ? i18n.t('media:notices.andMore', { names, count }) : names;
}
