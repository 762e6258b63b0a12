import { describe, expect, it } from 'vitest';
import { xmpPacket } from '../../tests/builders/pictures.ts';
import { isSmallXml } from './small-xml.ts';

const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

describe('small XML', () => {
  it.each([
    ['an XMP packet', xmpPacket('<dc:creator><rdf:Seq><rdf:li>Hải Miên</rdf:li></rdf:Seq></dc:creator>')],
    ['32 nested elements', nested(32)],
    ['elements that follow each other', '<a></a>'.repeat(2_000)],
    ['a `>` in an attribute', '<a b="/>" c=\'>\'><d/></a>'],
    ['tags in a comment and in CDATA', `<a><!-- ${nested(99)} --><![CDATA[${nested(99)}]]></a>`],
  ])('is %s', (_what, text) => {
    expect(isSmallXml(text)).toBe(true);
  });

  it.each([
    ['33 nested elements', nested(33)],
    ['1,000,000 nested elements', nested(1_000_000)],
    ['nested elements with `/>` in an attribute', '<a b="/>">'.repeat(33)],
    ['1,000,000 elements', '<a/>'.repeat(1_000_000)],
    ['1,000,000 attributes', `<a ${'b="" '.repeat(1_000_000)}/>`],
    ['1,000,000 comments', '<!---->'.repeat(1_000_000)],
    ['an entity', '<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'],
    ['1,000,000 tags that do not end', '<a '.repeat(1_000_000)],
    ['1,000,000 quotes that do not end', '<a b="'.repeat(1_000_000)],
    ['a comment that does not end', '<!--'.repeat(1_000_000)],
  ])('is not %s', (_what, text) => {
    expect(isSmallXml(text)).toBe(false);
  });
});
