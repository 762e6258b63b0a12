import sharp from 'sharp';
import type { ContentJson, NodeJson } from '../../domain/document/content.ts';
import { countWords } from '../../domain/vietnamese.ts';

/** The picture of every figure; `width` and `height` of the original in pixels. */
export type Picture = { mediaId: string; width: number; height: number };

/** The last paragraph of every generated body: a page that shows it shows everything. */
export const lastSentence = 'Hết bài viết.';

export const figureCount = 30;

/** Syllables of typical local news, for realistic lengths and diacritics. */
const syllables =
  `sáng nay thành phố khởi công tuyến đường ven sông nối hai quận phía đông với trung tâm người dân mong chờ đã lâu
chiều qua mưa lớn làm ngập nhiều đoạn phố thấp công nhân thoát nước trực suốt đêm đến khi nước rút hẳn giá rau ở chợ
đầu mối tăng nhẹ rồi giảm lại cuối tuần trường học mở thêm lớp buổi tối dạy nghề miễn phí cho thanh niên bệnh viện
vừa nhận máy chụp mới giúp rút ngắn thời gian chờ khám đội bóng địa phương thắng trận thứ ba liên tiếp trước khán giả
nhà xe buýt nhanh chạy thử từ tháng sau theo lịch mười phút một chuyến vườn hoa cạnh hồ được trồng lại bằng giống cây
chịu hạn thư viện kéo dài giờ mở cửa phục vụ học sinh ôn thi lực lượng chức năng nhắc chủ tàu thuyền neo đậu an toàn
trước bão ngư dân kể chuyện ra khơi nghệ nhân gốm giữ lửa lò suốt bốn mươi năm kỹ sư trẻ thiết kế cầu vượt bộ hành`.split(
    /\s+/,
  );

/** Pseudo-random numbers from 0 to 1 by seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts with exactly as many words as given for each. */
export function sentences(wordCounts: readonly number[]): string[] {
  const random = seeded(wordCounts.length);
  return wordCounts.map((count) =>
    capital(
      `${Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)] ?? 'phố').join(' ')}.`,
    ),
  );
}

/** An article with exactly `wordCount` words in its body, including captions and credits, and 30 figures. */
export function generateArticle(wordCount: number, picture: Picture): ContentJson {
  const random = seeded(wordCount);
  const between = (min: number, max: number) => min + Math.floor(random() * (max - min + 1));

  const phrase = (count: number) =>
    capital(
      Array.from({ length: count }, () => syllables[between(0, syllables.length - 1)] ?? 'phố').join(' '),
    );
  const sentences = (count: number): string => {
    const parts: string[] = [];
    for (let left = count; left > 0; ) {
      const length = left <= 20 ? left : between(8, 18);
      parts.push(`${phrase(length)}.`);
      left -= length;
    }
    return parts.join(' ');
  };
  /** Text, sometimes with a few words in bold, in italics or linked. */
  const inline = (count: number): NodeJson[] => {
    if (count < 40 || random() < 0.5) return [text(sentences(count))];
    const marked = between(2, 6);
    const before = between(10, count - marked - 10);
    return [
      text(`${sentences(before)} `),
      { ...text(phrase(marked)), marks: [marks[between(0, marks.length - 1)] ?? { type: 'bold' }] },
      text(` ${sentences(count - before - marked)}`),
    ];
  };

  const figures = Array.from({ length: figureCount }, () => aFigure(picture, phrase(14), phrase(3)));
  const blocks: NodeJson[] = [];
  let left = wordCount - figureCount * 17 - countWords(lastSentence);
  const addBlock = (count: number, block: (count: number) => NodeJson) => {
    blocks.push(block(count));
    left -= count;
  };
  for (let index = 1; left > 220; index += 1) {
    if (index % 9 === 0) addBlock(between(4, 10), (count) => heading(phrase(count)));
    else if (index % 23 === 0) addBlock(48, () => bullets([16, 16, 16].map(sentences)));
    else if (index % 31 === 0) addBlock(33, () => quote(sentences(30), phrase(3)));
    else addBlock(between(45, 90), (count) => ({ type: 'paragraph', content: inline(count) }));
  }
  if (left > 0) addBlock(left, (count) => ({ type: 'paragraph', content: [text(sentences(count))] }));
  blocks.push({ type: 'paragraph', content: [text(lastSentence)] });

  // Always before the last block, which marks the end.
  const every = (blocks.length - 1) / figureCount;
  figures.forEach((figure, index) => {
    blocks.splice(Math.floor(every * index) + index + 1, 0, figure);
  });
  return { title: phrase(12), lead: sentences(40), body: { type: 'doc', content: blocks } };
}

/** A picture with the size and noise of a photo, so that decoding it takes time. */
export async function aPhoto(): Promise<{ bytes: Uint8Array<ArrayBuffer>; width: number; height: number }> {
  const [width, height] = [1600, 1067];
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const image = sharp({ create: { width, height, channels: 3, background: 'grey', noise } });
  return { bytes: new Uint8Array(await image.blur(4).jpeg().toBuffer()), width, height };
}

const marks = [
  { type: 'bold' },
  { type: 'italic' },
  { type: 'link', attrs: { href: 'https://example.com/bai-goc' } },
];

const capital = (phrase: string) => phrase.charAt(0).toLocaleUpperCase('vi') + phrase.slice(1);
const text = (content: string): NodeJson => ({ type: 'text', text: content });
const paragraph = (content: string): NodeJson => ({ type: 'paragraph', content: [text(content)] });
const heading = (content: string): NodeJson => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [text(content)],
});
const bullets = (items: string[]): NodeJson => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});
const quote = (content: string, name: string): NodeJson => ({
  type: 'blockquote',
  content: [paragraph(content), { type: 'attribution', content: [text(name)] }],
});
const aFigure = ({ mediaId, width, height }: Picture, caption: string, credit: string): NodeJson => ({
  type: 'figure',
  attrs: { mediaId, width, height, alt: caption, layout: 'center' },
  content: [
    { type: 'caption', content: [text(caption)] },
    { type: 'credit', content: [text(credit)] },
  ],
});
