import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { renditionPath, renditionWidthsOf, sizesOf, sourceSet } from '../../../domain/document/to-html.ts';
import { i18n } from '../../lib/i18n.ts';
import type { ImagePreviews } from '../../uploads/image-previews.ts';
import { element, quietButton, refreshEvent, setAttribute } from './dom.ts';
import type { MetadataConfirmations, MetadataField } from './metadata-confirmations.ts';

/**
 * The node view of a figure, rendered as readers see it. Plain DOM, because React node views cost milliseconds on
 * every keypress. The editor adds two containers: `[data-figure-tools]` for the toolbar and `[data-figure-below]` for
 * credit suggestions and pending confirmations.
 */
export class FigureView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly confirmations: MetadataConfirmations;
  private readonly previews: ImagePreviews;
  private readonly picture: HTMLElement;
  private readonly image: HTMLImageElement;
  private readonly below = element('div', {
    class: 'figure-below',
    'data-figure-below': true,
    contenteditable: 'false',
  });
  private confirmRow: HTMLElement | null = null;
  private confirmShown = '';
  private readonly unsubscribe: () => void;

  constructor(node: Node, view: EditorView, confirmations: MetadataConfirmations, previews: ImagePreviews) {
    this.node = node;
    this.view = view;
    this.confirmations = confirmations;
    this.previews = previews;
    this.image = element('img', { decoding: 'async', draggable: 'false' });
    this.picture = element(
      'div',
      { class: 'figure-picture', contenteditable: 'false' },
      this.image,
      element('div', { class: 'figure-tools-container', 'data-figure-tools': true }),
    );
    this.contentDOM = element('figcaption', {});
    this.dom = element('figure', {}, this.picture, this.contentDOM, this.below);
    this.dom.addEventListener(refreshEvent, () => this.showConfirmRow());
    this.image.addEventListener('error', this.handleError);
    this.image.addEventListener('load', this.handleLoad);
    this.unsubscribe = confirmations.subscribe(() => this.showConfirmRow());
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
    return event.target.closest('[data-figure-tools] > *, .figure-below') !== null;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false;
    return mutation.type === 'attributes' || !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.unsubscribe();
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
    const fields = this.view.editable ? pendingFields(this.node, this.confirmations) : [];
    const shown = `${i18n.language} ${fields.join(' ')}`;
    if (shown === this.confirmShown) return;
    this.confirmShown = shown;
    setAttribute(this.dom, 'data-unconfirmed', fields.length > 0 ? fields.join(' ') : null);
    this.confirmRow?.remove();
    this.confirmRow = null;
    if (fields.length === 0) return;
    const id = String(this.node.attrs.id);
    this.confirmRow = element(
      'div',
      { class: 'figure-confirm' },
      element('span', {}, i18n.t('media:confirm.intro')),
      ...fields.map((field) =>
        quietButton('figure-confirm-button', i18n.t(`media:confirm.${field}`), () =>
          this.confirmations.confirm(id, field),
        ),
      ),
    );
    this.below.append(this.confirmRow);
  }
}

function pendingFields(figure: Node, confirmations: MetadataConfirmations): MetadataField[] {
  const id = figure.attrs.id;
  if (typeof id !== 'string') return [];
  const texts: Record<MetadataField, string> = {
    caption: figure.child(0).textContent,
    credit: figure.child(1).textContent,
    alt: figure.attrs.alt,
  };
  return (['caption', 'credit', 'alt'] as const).filter((field) =>
    confirmations.isPending(id, field, texts[field]),
  );
}
