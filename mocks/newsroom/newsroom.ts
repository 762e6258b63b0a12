import { cityLifeArticles } from './articles/city-life.ts';
import { cultureArticles } from './articles/culture.ts';
import { portArticles } from './articles/port.ts';
import { reportageArticles } from './articles/reportage.ts';
import { schoolAndHealthArticles } from './articles/school-and-health.ts';
import { sportsArticles } from './articles/sports.ts';
import { trafficArticles } from './articles/traffic.ts';
import type { DemoArticle, DemoCategory, DemoUser } from './types.ts';

export { demoPictures } from './pictures.ts';

/** The password of every demo account; the sign-in page shows it. */
export const demoPassword = 'toasoan-demo';

export const demoUsers: DemoUser[] = [
  {
    key: 'phongvien',
    email: 'phongvien@demo.test',
    name: 'Nguyễn Hải Miên',
    role: 'journalist',
    penNames: ['Hải Miên'],
  },
  {
    key: 'phongvien2',
    email: 'phongvien2@demo.test',
    name: 'Trần Vũ Duyên',
    role: 'journalist',
    penNames: ['Vũ Duyên'],
  },
  {
    key: 'bientap',
    email: 'bientap@demo.test',
    name: 'Lê Minh Châu',
    role: 'editor',
    penNames: ['Minh Châu'],
  },
  {
    key: 'quantri',
    email: 'quantri@demo.test',
    name: 'Phạm Thanh Hà',
    role: 'admin',
    penNames: ['Thanh Hà'],
  },
];

/** Parents before children. */
export const demoCategories: DemoCategory[] = [
  { name: 'Thời sự', slug: 'thoi-su', order: 1, color: 'red' },
  { name: 'Kinh tế', slug: 'kinh-te', order: 2, color: 'blue' },
  { name: 'Cảng biển', slug: 'cang-bien', parentSlug: 'kinh-te', order: 1 },
  { name: 'Thị trường', slug: 'thi-truong', parentSlug: 'kinh-te', order: 2 },
  { name: 'Giao thông', slug: 'giao-thong', order: 3, color: 'orange' },
  { name: 'Đời sống', slug: 'doi-song', order: 4, color: 'green' },
  { name: 'Văn hóa', slug: 'van-hoa', order: 5, color: 'purple' },
  { name: 'Giáo dục', slug: 'giao-duc', order: 6, color: 'teal' },
  { name: 'Y tế', slug: 'y-te', order: 7, color: 'pink' },
  { name: 'Du lịch', slug: 'du-lich', order: 8, color: 'amber' },
  { name: 'Thể thao', slug: 'the-thao', order: 9, color: 'indigo' },
  { name: 'Phóng sự', slug: 'phong-su', order: 10, color: 'grey' },
];

/** Forty articles about a fictional port city, in every state. */
export const demoArticles: DemoArticle[] = [
  ...portArticles,
  ...trafficArticles,
  ...cityLifeArticles,
  ...cultureArticles,
  ...schoolAndHealthArticles,
  ...sportsArticles,
  ...reportageArticles,
];
