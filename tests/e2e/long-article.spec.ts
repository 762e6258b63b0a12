import { expect, test } from './test.ts';
import { aPicture, bodyField, figures } from './writing.ts';

const text = (content: string, ...marks: string[]) => ({
  type: 'text',
  text: content,
  marks: marks.map((type) => ({ type })),
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
/** Of one to nine lines, so that heights differ from their estimate. */
const paragraphs = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    paragraph(
      text(`Đoạn ${from + index}. ${'Nước rút, chợ lại họp đông vui. '.repeat(1 + (index % 9) * 3)}`),
    ),
  );

test('a long article lays out only what is near the window, which searches and failed checks still reach', async ({
  as,
}) => {
  const page = await as('journalist');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const file = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await aPicture('#33658a') };
  const media = await page.request.post('/api/media', { multipart: { file } });
  const { id: mediaId } = (await media.json()) as { id: string };
  const figure = {
    type: 'figure',
    attrs: { mediaId, alt: 'Chợ', layout: 'center', width: 900, height: 600 },
    content: [{ type: 'caption' }, { type: 'credit', content: [text('Lan')] }],
  };
  const last = paragraph(text('Cuối bài: '), text('bến phà', 'bold'));
  const content = [...paragraphs(0, 90), figure, ...paragraphs(90, 90), last];
  const created = await page.request.post('/api/articles', {
    data: { content: { title: 'Bài dài', lead: 'Sapo', body: { type: 'doc', content } } },
  });
  const { id } = (await created.json()) as { id: string };
  await page.goto(`/articles/${id}`);

  const end = bodyField(page).locator('strong');
  const isLaidOut = () => end.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
  await expect(end).toHaveText('bến phà');
  expect(await isLaidOut()).toBe(false);
  expect(
    await page.evaluate(() => 'find' in window && (window.find as (text: string) => boolean)('bến phà')),
  ).toBe(true);
  await expect.poll(isLaidOut).toBe(true);

  const inspector = page.getByRole('complementary');
  await inspector.getByRole('tab', { name: /^Kiểm tra/ }).click();
  await inspector
    .getByRole('tabpanel', { name: /^Kiểm tra/ })
    .getByRole('button', { name: /chú thích/ })
    .click();
  const offCentre = () =>
    figures(page).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return Math.abs(top + bottom - window.innerHeight) / 2;
    });
  await expect.poll(offCentre).toBeLessThan(3);
});
