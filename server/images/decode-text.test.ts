import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

/** The bytes of a text: its Latin-1 letters, or codes for what Latin-1 lacks. */
const bytesOf = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? part : [...part].map((char) => char.charCodeAt(0)))),
  );

describe('text of an unknown charset', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', new TextEncoder().encode('Cảng Đình Vũ – Noël'), 'Cảng Đình Vũ – Noël'],
    [
      'windows-1258, with a foreign name and quotes',
      bytesOf(
        'Ca',
        0xd2,
        'ng ',
        0xd0,
        'i',
        0xcc,
        'nh Vu',
        0xde,
        ' ',
        0x93,
        'M\xfcller',
        0x94,
        ' n\xfd\xf5\xecc',
      ),
      'Cảng Đình Vũ “Müller” nước',
    ],
    ['windows-1252', bytesOf('Marché de Noël, l', 0x92, 'été à Hanoï'), 'Marché de Noël, l’été à Hanoï'],
    ['windows-1252 that has no reading in 1258', bytesOf('Lunedì Perù'), 'Lunedì Perù'],
    [
      'MacRoman',
      bytesOf(
        'March',
        0x8e,
        ' de No',
        0x91,
        'l ',
        0x88,
        ' Hano',
        0x95,
        ', ',
        0x83,
        'cole, ',
        0xd2,
        'Ren',
        0x8e,
        0xd3,
      ),
      'Marché de Noël à Hanoï, École, “René”',
    ],
    ['a name in MacRoman', bytesOf('Jos', 0x8e, ' Mu', 0x96, 'oz'), 'José Muñoz'],
  ])('is read: %s', (_charset, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  test.each([
    ['TCVN3', 'C¶ng §×nh Vò'],
    ['TCVN3, a few words', 'Ph\xe8 §ång'],
    ['TCVN3, words that are syllables in windows-1258 too', 'Mét s\xe8 ý kiÕn'],
    ['TCVN3, a sentence', 'Céng hßa x· héi chñ nghÜa ViÖt Nam'],
    ['VNI', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam'],
  ])('of a Vietnamese 8-bit font stays as the letters of its codes: %s', (_font, letters) => {
    expect(decodeText(bytesOf(letters))).toBe(letters);
  });
});
