/*
 * Microsoft Word copies list items as paragraphs with the style `mso-list:l0 level2 lfo1` and the number or bullet as
 * text.
 */

type Item = { element: Element; level: number; isOrdered: boolean; start: number };
type OpenList = { level: number; list: HTMLElement };

/** Replaces the list paragraphs of Word below `root` by nested `ul` and `ol`. */
export function normalizeWordLists(root: Element): void {
  let open: OpenList[] = [];
  let previous: Element | null = null;
  for (const element of Array.from(root.querySelectorAll('[style*="mso-list" i]'))) {
    const item = itemOf(element);
    if (!item || !root.contains(element)) continue;
    if (!previous || element.previousElementSibling !== previous) open = [];
    open = appendItem(item, open);
    previous = open[0]?.list ?? null;
  }
}

function itemOf(element: Element): Item | null {
  const level = /mso-list\s*:\s*\S+\s+level(\d+)/i.exec(element.getAttribute('style') ?? '')?.[1];
  if (!level || !/^(p|div|h[1-6])$/i.test(element.tagName)) return null;
  const marker = Array.from(element.querySelectorAll('[style*="mso-list" i]')).find((child) =>
    /mso-list\s*:\s*ignore/i.test(child.getAttribute('style') ?? ''),
  );
  const text = (marker?.textContent ?? '').trim();
  marker?.remove();
  const number = /^\(?(\d{1,4}|[a-z]|[ivxlc]{1,6})[.)]/i.exec(text)?.[1];
  return { element, level: Number(level), isOrdered: number !== undefined, start: Number(number) || 1 };
}

/** Appends an item to the list of its level. @returns the open lists after it, outermost first. */
function appendItem(item: Item, open: OpenList[]): OpenList[] {
  const tag = item.isOrdered ? 'OL' : 'UL';
  const outer = open.filter(({ level }) => level < item.level);
  const same = open.find(({ level }) => level === item.level);
  const { ownerDocument } = item.element;
  let list = same?.list.tagName === tag ? same.list : null;
  if (!list) {
    list = ownerDocument.createElement(tag);
    if (item.isOrdered && item.start > 1) list.setAttribute('start', String(item.start));
    const lastItem = outer.at(-1)?.list.lastElementChild;
    if (lastItem) lastItem.append(list);
    else item.element.before(list);
  }
  const entry = ownerDocument.createElement('li');
  const paragraph = ownerDocument.createElement('p');
  paragraph.append(...Array.from(item.element.childNodes));
  entry.append(paragraph);
  list.append(entry);
  item.element.remove();
  return [...outer, { level: item.level, list }];
}
