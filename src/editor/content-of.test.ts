import { act, renderHook } from '@testing-library/react';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { failedChecks } from '../../domain/checks.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { contentOf, observeContent } from './content-of.ts';
import { useContent } from './use-content.ts';

function anArticle({
  title = ['Cảng mở'],
  body = [{ type: 'paragraph', content: text('Một hai.') }] as unknown[],
} = {}) {
  const ydoc = new Y.Doc();
  const lines = title.map((line) => ({ type: 'line', content: text(line) }));
  prosemirrorJSONToYXmlFragment(lineSchema, { type: 'doc', content: lines }, ydoc.getXmlFragment('title'));
  prosemirrorJSONToYXmlFragment(
    lineSchema,
    { type: 'doc', content: [{ type: 'line' }] },
    ydoc.getXmlFragment('lead'),
  );
  prosemirrorJSONToYXmlFragment(bodySchema, { type: 'doc', content: body }, ydoc.getXmlFragment('body'));
  return ydoc;
}

function text(value: string) {
  return value === '' ? [] : [{ type: 'text', text: value }];
}

describe('contentOf', () => {
  test('returns title and lead as text and the body with every attribute', () => {
    expect(contentOf(anArticle())).toEqual({
      title: 'Cảng mở',
      lead: '',
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', attrs: { id: null }, content: [{ type: 'text', text: 'Một hai.' }] }],
      },
    });
  });

  test('joins two title lines of concurrent edits', () => {
    expect(contentOf(anArticle({ title: ['Cảng', 'mở'] })).title).toBe('Cảng mở');
  });

  test('is empty before the first sync', () => {
    const content = contentOf(new Y.Doc());
    expect(content).toMatchObject({ title: '', lead: '' });
    expect(content.body.content).toHaveLength(1);
  });

  test('is accepted by the publication checks', () => {
    const figure = {
      type: 'figure',
      attrs: { id: 'f1', mediaId: 'm1' },
      content: [{ type: 'caption', content: text('Tàu') }, { type: 'credit' }],
    };
    const failed = failedChecks(contentOf(anArticle({ body: [figure] })), {
      categoryId: 'c',
      bylines: ['Lan'],
    });
    expect(failed).toEqual([
      { code: 'lead-missing' },
      { code: 'credit-missing', figureNumber: 1, blockId: 'f1' },
      { code: 'alt-missing', figureNumber: 1, blockId: 'f1' },
    ]);
  });
});

describe('observeContent', () => {
  const list = {
    type: 'bulletList',
    content: [{ type: 'listItem', content: [{ type: 'paragraph', content: text('Ba') }] }],
  };
  const paragraph = (value: string) => ({ type: 'paragraph', content: text(value) });

  test('reads a changed block again, at any depth, and no other', () => {
    const ydoc = anArticle({ body: [paragraph('Một'), list, paragraph('Hai')] });
    const { read } = observeContent(ydoc);
    const [first, second, third] = read().body.content ?? [];
    const item = ydoc.getXmlFragment('body').get(1) as Y.XmlElement;
    const inner = (item.get(0) as Y.XmlElement).get(0) as Y.XmlElement;
    (inner.get(0) as Y.XmlText).insert(2, ' bốn');
    const { body } = read();
    expect(body).toEqual(contentOf(ydoc).body);
    expect(body.content?.map((block, index) => block === [first, second, third][index])).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('follows attributes, inserted and deleted blocks', () => {
    const ydoc = anArticle({ body: [paragraph('Một'), paragraph('Hai')] });
    const { read, stop } = observeContent(ydoc);
    read();
    const body = ydoc.getXmlFragment('body');
    (body.get(1) as Y.XmlElement).setAttribute('id', 'b1');
    body.delete(0, 1);
    body.push([new Y.XmlElement('horizontalRule')]);
    expect(read()).toEqual(contentOf(ydoc));
    expect(read().body.content).toHaveLength(2);
    stop();
  });
});

describe('useContent', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const type = (ydoc: Y.Doc, text: string) => {
    const line = ydoc.getXmlFragment('title').get(0) as Y.XmlElement;
    (line.get(0) as Y.XmlText).insert(0, text);
  };

  test('reads once after the delay without changes, and keeps the same object until then', () => {
    const ydoc = anArticle();
    const { result } = renderHook(() => useContent(ydoc, 300));
    const first = result.current;
    act(() => {
      type(ydoc, 'Hôm nay ');
      vi.advanceTimersByTime(200);
      type(ydoc, 'Vậy là ');
      vi.advanceTimersByTime(299);
    });
    expect(result.current).toBe(first);
    act(() => {
      vi.advanceTimersByTime(50);
    });
    expect(result.current.title).toBe('Vậy là Hôm nay Cảng mở');
  });

  test('does not read after unmounting', () => {
    const ydoc = anArticle();
    const { result, unmount } = renderHook(() => useContent(ydoc, 300));
    const first = result.current;
    type(ydoc, 'Hôm nay ');
    unmount();
    vi.runAllTimers();
    expect(result.current).toBe(first);
  });
});
