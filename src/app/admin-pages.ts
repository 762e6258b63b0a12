import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconListTree from '@tabler/icons-react/dist/esm/icons/IconListTree.mjs';
import IconQrcode from '@tabler/icons-react/dist/esm/icons/IconQrcode.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { paths } from '../lib/paths.ts';

/** The admin pages in navigation order. */
export const adminPages = [
  { name: 'categories', path: paths.categories(), Icon: IconListTree },
  { name: 'fanpages', path: paths.fanpages(), Icon: IconQrcode },
  { name: 'people', path: paths.people(), Icon: IconUsers },
  { name: 'audit', path: paths.audit(), Icon: IconHistory },
  { name: 'newsroom', path: paths.newsroom(), Icon: IconBuilding },
] as const;
