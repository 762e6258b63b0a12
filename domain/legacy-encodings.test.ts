import { describe, expect, test } from 'vitest';
import {
  detectLegacyText,
  type LegacyEncoding,
  legacyFontOf,
  legacyToUnicode,
  suspectLegacyText,
} from './legacy-encodings.ts';

/** As a newsroom gets it: detected, then converted. */
function converted(text: string, fontFamily = '') {
  const legacy = detectLegacyText(text, legacyFontOf(fontFamily));
  return legacy && { encoding: legacy.encoding, ...legacyToUnicode(text, legacy) };
}

describe('text of an unknown font', () => {
  test.each<[LegacyEncoding, string, string]>([
    ['TCVN3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['VNI', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['TCVN3', '§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
    ['VNI', 'Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
    ['TCVN3', 'CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['VNI', 'COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['TCVN3', 'Hµ NéI', 'HÀ NỘI'],
    ['TCVN3', 'Bé GTVT chiÒu nay', 'Bộ GTVT chiều nay'],
    ['TCVN3', 'ViÖt Nam', 'Việt Nam'],
    ['VNI', 'Vieät Nam', 'Việt Nam'],
    ['TCVN3', 'C¶ng H¶i Phßng', 'Cảng Hải Phòng'],
    ['TCVN3', 'Ph\u00ADêng Ngäc H¶i, ¶nh: NguyÔn V¨n B', 'Phường Ngọc Hải, ảnh: Nguyễn Văn B'],
    [
      'TCVN3',
      'T¹i cuéc häp chiÒu 12/3/2020, UBND thµnh phè cho biÕt vèn lµ 1.200 tØ ®ång.',
      'Tại cuộc họp chiều 12/3/2020, UBND thành phố cho biết vốn là 1.200 tỉ đồng.',
    ],
    [
      'VNI',
      'Taïi cuoäc hoïp chieàu 12/3/2020, UBND thaønh phoá cho bieát voán laø 1.200 tæ ñoàng.',
      'Tại cuộc họp chiều 12/3/2020, UBND thành phố cho biết vốn là 1.200 tỉ đồng.',
    ],
  ])('%s: %s', (encoding, given, text) => {
    expect(converted(given)).toEqual({ encoding, text, doubtful: [] });
  });

  test('numbers, addresses, units and Latin words are untouched', () => {
    const latin = 'email, 50 µm, 20°C, 100 m², 1½, https://bao.example/tin?é=1, lan@tòa.vn, Samsung “Galaxy”';
    expect(converted(`C«ng ty ®· ®Çu t\u00AD: ${latin}`)).toEqual({
      encoding: 'TCVN3',
      text: `Công ty đã đầu tư: ${latin}`,
      doubtful: [],
    });
  });

  test('a word that cannot be known is left as it is, and named', () => {
    expect(converted('Hµng café Citroën trªn ®\u00ADêng NguyÔn Tr·i, gÇn T\u00B4m')).toEqual({
      encoding: 'TCVN3',
      text: 'Hàng café Citroën trên đường Nguyễn Trãi, gần T\u00B4m',
      doubtful: ['café', 'Citroën', 'T\u00B4m'],
    });
    expect(converted('Quaùn café cuûa oâng Muñoz, ñöôøng Leâ Lôïi')).toMatchObject({
      text: 'Quán café của ông Muñoz, đường Lê Lợi',
      doubtful: ['café', 'Muñoz'],
    });
  });

  test('a long text without spaces takes linear time', () => {
    const long = 'phßng'.repeat(100_000);
    // Own time, because other tests run beside it.
    const before = process.threadCpuUsage();
    expect(detectLegacyText(long)).toBe(null);
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(1_000);
  });

  test('letters that were normalized before are known too', () => {
    // `Ð` (TCVN3 é) is stored as `Đ`.
    expect(converted('kĐo dµi ®Õn chiÒu')?.text).toBe('kéo dài đến chiều');
  });
});

describe('text of a known font', () => {
  test.each([
    ['.VnTime', { encoding: 'TCVN3', isCapital: false }],
    ['".VnTimeH", sans-serif', { encoding: 'TCVN3', isCapital: true }],
    ['\\.VnArial NarrowH', { encoding: 'TCVN3', isCapital: true }],
    ['VNI-Times', { encoding: 'VNI', isCapital: false }],
    ["'VNI Helve'", { encoding: 'VNI', isCapital: false }],
    ['Times New Roman', null],
    ['Arial, .VnTime', null],
    ['', null],
  ])('%s', (name, font) => {
    expect(legacyFontOf(name)).toEqual(font);
  });

  test('a capital font makes capitals', () => {
    expect(converted('Céng hßa x· héi', '.VnTimeH')?.text).toBe('CỘNG HÒA XÃ HỘI');
    expect(converted('b¸o h¶i phßng online', '.VnTimeH')?.text).toBe('BÁO HẢI PHÒNG ONLINE');
  });

  test('a word alone is enough', () => {
    expect(converted('më', '.VnTime')?.text).toBe('mở');
    expect(converted('môû', 'VNI-Times')?.text).toBe('mở');
    expect(converted('më')).toBe(null);
  });

  test('Unicode text in a legacy font is Unicode', () => {
    expect(converted('Cảng Hải Phòng', '.VnTime')).toBe(null);
    expect(converted('Tòa án là nhà', '.VnTime')).toBe(null);
    expect(converted('Tòa án là nhà', 'VNI-Times')).toBe(null);
    expect(converted('Hai Phong', '.VnTimeH')).toBe(null);
  });
});

describe('every Vietnamese letter', () => {
  const vowels = [...'aăâeêioôơuưy'];
  const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
  const lower = [...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))), 'đ'];

  /** As the keyboard programs write the encodings: the reverse of the tables, from Unicode's decomposition. */
  const vniTones = ['', ...'øûõùï'];
  const vniFused: Record<string, string[]> = { â: [...'âàåãáä'], ă: [...'êèúüéë'] };
  const vniOf = (letter: string): string => {
    if (letter === 'đ') return 'ñ';
    const [vowel = '', tone = 0] = lower.includes(letter)
      ? [vowels[Math.floor(lower.indexOf(letter) / 6)], lower.indexOf(letter) % 6]
      : [];
    if (vowel === 'i') return ['i', 'ì', 'æ', 'ó', 'í', 'ò'][tone] ?? '';
    if (letter === 'ỵ') return 'î';
    if (vowel === 'ă') return `a${vniFused.ă?.[tone]}`;
    if (vowel === 'â' || vowel === 'ê' || vowel === 'ô')
      return `${'aeo'['âêô'.indexOf(vowel)]}${vniFused.â?.[tone]}`;
    return (vowel === 'ơ' ? 'ô' : vowel === 'ư' ? 'ö' : vowel) + vniTones[tone];
  };
  const tcvn3Of = (letter: string): string => {
    const codes = 'aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËeÌÎÏÐÑªÒÓÔÕÖi×ØÜÝÞoßáâãä«åæçèé¬êëìíîuïñòóô\u00ADõö÷øùyúûüýþ®';
    return codes[lower.indexOf(letter)] ?? '';
  };

  test.each(lower)('%s', (letter) => {
    const tcvn3 = { encoding: 'TCVN3', isCapital: false, confidence: 1 } as const;
    const vni = { encoding: 'VNI', isCapital: false, confidence: 1 } as const;
    // Beside a letter, because a lone sign is none.
    expect(legacyToUnicode(`h${tcvn3Of(letter)}`, tcvn3).text).toBe(`h${letter}`);
    expect(legacyToUnicode(`h${tcvn3Of(letter)}`, { ...tcvn3, isCapital: true }).text).toBe(
      `H${letter.toUpperCase()}`,
    );
    expect(legacyToUnicode(`h${vniOf(letter)}`, vni).text).toBe(`h${letter}`);
    expect(legacyToUnicode(`H${vniOf(letter).toUpperCase()}`, vni).text).toBe(`H${letter.toUpperCase()}`);
  });

  test('capitals without a tone are in the fonts with small letters too', () => {
    const tcvn3 = { encoding: 'TCVN3', isCapital: false, confidence: 1 } as const;
    expect(legacyToUnicode('h¡ h¢ h£ h¤ h¥ h¦ h§', tcvn3).text).toBe('hĂ hÂ hÊ hÔ hƠ hƯ hĐ');
  });
});

describe('other text is left alone', () => {
  test.each([
    ['Vietnamese', 'Cảng Hải Phòng đón tàu 50.000 tấn vào sáng nay'],
    ['Vietnamese of Latin-1 letters', 'Có là không và trà, hai nhà báo'],
    ['Vietnamese of Latin-1 letters', 'Tòa nhà'],
    ['Vietnamese of Latin-1 letters', 'Bóng đá: Hòa, Hà, Thúy, Thùy và các bé'],
    ['decomposed Vietnamese', 'Cảng Hải Phòng'.normalize('NFD')],
    ['without accents', 'Cang Hai Phong don tau'],
    [
      'French',
      'Le président a déclaré que l’été à la forêt de Saint-Germain était très agréable, où l’on goûte du thé.',
    ],
    ['French', 'Né à Bréhémont, il a étudié à l’École des hautes études; « là où ça va », dit-il.'],
    ['French', 'Côté cour, la fenêtre du château; août à Noël; une pièce naïve; le maïs.'],
    ['French', 'thé, né, pré'],
    [
      'German',
      'Für die schöne Straße in München wären größere Bäume nötig, sagt Herr Müller über Öl und Gemüse.',
    ],
    ['German', 'Möbel, Tür, Käse'],
    ['Spanish', 'El niño de España comió más piñas aún; él está aquí, mañana también, ¿no? ¡Sí!'],
    ['Portuguese', 'A educação não é só informação; são três irmãos, João também, à manhã.'],
    ['Swedish', 'Åsa går på ängen där älgen äter gräs; hör på mig, är du där?'],
    ['Norwegian', 'Du må gå på siden før du når så mange måter å hoppe over innhold på.'],
    ['Slovenian', 'Element »vir« znotraj elementa »slika« ni veljaven. Uporabite »a«, ki je » b «.'],
    ['a word', 'où'],
    ['Italian', 'Perché la città è più bella così; c’è già tè.'],
    ['Catalan', 'La col·lecció és molt bonica'],
    ['signs', '© 2020 Báo · 20°C ± 5 µm, 100 m², ½ lít, § 5, 3 × 4, «là»'],
    ['a name', 'Citroën'],
    ['a name', 'Beyoncé'],
    ['a name', 'Mª José'],
    ['Icelandic', 'Það er gott að vera hér; Þórður og Guðrún'],
  ])('%s: %s', (_language, text) => {
    expect(detectLegacyText(text)).toBe(null);
    expect(suspectLegacyText(text)).toBe(null);
  });
});
