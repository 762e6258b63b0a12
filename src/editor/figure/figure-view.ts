import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { sizesOf } from '../../../domain/document/to-html.ts';
import { renditionPath, renditionWidthsOf, sourceSet } from '../../../domain/renditions.ts';
import { i18n } from '../../lib/i18n.ts';
import type { ImagePreviews } from '../../uploads/image-previews.ts';
import { AltLine } from './alt-line.ts';
import { ConfirmRow } from './confirm-row.ts';
import { element, refreshEvent, setAttribute } from './dom.ts';

/**
 * The node view of a figure, rendered as readers see it. Plain DOM, because React node views cost milliseconds on
 * every keypress. The editor adds a line for the alternative text and two containers: `[data-figure-tools]` for the
 * toolbar, and `[data-figure-below]` for credit suggestions and for the texts that wait for confirmation.
 */
export class FigureView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private node: Node;
  private readonly previews: ImagePreviews;
  private readonly picture: HTMLElement;
  private readonly image: HTMLImageElement;
  private readonly alt: AltLine;
  private readonly below = element('div', {
    class: 'figure-below',
    'data-figure-below': true,
    contenteditable: 'false',
  });
  private readonly confirmRow: ConfirmRow;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, previews: ImagePreviews) {
    this.node = node;
    this.previews = previews;
    this.image = element('img', { decoding: 'async', draggable: 'false' });
    this.picture = element(
      'div',
      { class: 'figure-picture', contenteditable: 'false' },
      this.image,
      element('div', { class: 'figure-tools-container', 'data-figure-tools': true }),
    );
    this.contentDOM = element('figcaption', {});
    const figureOf = () => {
      const pos = getPos();
      return pos === undefined ? null : { node: this.node, pos };
    };
    this.alt = new AltLine(view, figureOf);
    this.confirmRow = new ConfirmRow(view, figureOf);
    this.below.append(this.confirmRow.dom);
    this.dom = element('figure', {}, this.picture, this.contentDOM, this.alt.dom, this.below);
    this.dom.addEventListener(refreshEvent, () => {
      this.alt.show(this.node.attrs.alt);
      this.showConfirmRow();
    });
    this.image.addEventListener('error', this.handleError);
    this.image.addEventListener('load', this.handleLoad);
    this.show(null);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const previous = this.node;
    this.node = node;
    if (node.attrs !== previous.attrs) this.show(previous);
    this.showConfirmRow();
    return true;
  }

  stopEvent(event: Event): boolean {
    if (!(event.target instanceof Element)) return false;
    return event.target.closest('[data-figure-tools] > *, .figure-alt, .figure-below') !== null;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false;
    return mutation.type === 'attributes' || !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    globalThis.removeEventListener('online', this.handleOnline);
  }

  private show(previous: Node | null): void {
    const { mediaId, alt, layout, width, height, id } = this.node.attrs;
    if (previous?.attrs.layout !== layout) {
      if (previous) this.dom.classList.remove(`figure-${previous.attrs.layout}`);
      this.dom.classList.add('figure', `figure-${layout}`);
    }
    setAttribute(this.dom, 'data-block-id', id);
    setAttribute(this.image, 'alt', alt);
    this.alt.show(alt);
    setAttribute(this.image, 'width', width);
    setAttribute(this.image, 'height', height);
    setAttribute(this.image, 'sizes', sizesOf[layout as FigureLayout]);
    if (previous?.attrs.mediaId !== mediaId || previous?.attrs.width !== width) {
      this.showPreview(mediaId);
      setAttribute(this.image, 'srcset', sourceSet(mediaId, width));
      setAttribute(
        this.image,
        'src',
        renditionPath(mediaId, Math.min(1280, renditionWidthsOf(width).at(-1) ?? 320)),
      );
    }
    this.showConfirmRow();
  }

  /** Shows the local preview until the server's rendition has loaded, to avoid flicker. */
  private showPreview(mediaId: string): void {
    this.picture.querySelector('.figure-preview')?.remove();
    const preview = this.previews.remove(mediaId);
    if (!preview) return;
    preview.className = 'figure-preview';
    preview.setAttribute('aria-hidden', 'true');
    this.picture.prepend(preview);
  }

  private readonly handleLoad = (): void => {
    this.picture.querySelector('.figure-preview')?.remove();
    this.picture.removeAttribute('data-broken');
    globalThis.removeEventListener('online', this.handleOnline);
  };

  private readonly handleError = (): void => {
    setAttribute(this.picture, 'data-broken', i18n.t('media:figure.broken'));
    globalThis.addEventListener('online', this.handleOnline);
  };

  private readonly handleOnline = (): void => {
    const { src } = this.image;
    this.image.removeAttribute('src');
    this.image.setAttribute('src', src);
  };

  private showConfirmRow(): void {
    const fields = this.confirmRow.show(this.node);
    setAttribute(this.dom, 'data-unconfirmed', fields.length > 0 ? fields.join(' ') : null);
  }
}
