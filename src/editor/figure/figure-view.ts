import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { renditionPath, renditionWidthsOf, sizesOf, sourceSet } from '../../../domain/document/to-html.ts';
import { i18n } from '../../lib/i18n.ts';
import type { ImagePreviews } from '../../uploads/image-previews.ts';
import type { Confirmations, FigurePlace } from './confirmations.ts';
import { element, quietButton, refreshEvent, setAttribute } from './dom.ts';

/**
 * A figure as readers see it, with caption and credit to be typed into. Plain DOM: React node views cost
 * milliseconds on every keypress. Around what readers get there are two places that only the desk has: one for the
 * toolbar (`[data-figure-tools]`, filled while the figure is selected) and one below the line (`[data-figure-below]`)
 * for recent credits and for words to be confirmed.
 */
export class FigureView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly confirmations: Confirmations;
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

  constructor(node: Node, view: EditorView, confirmations: Confirmations, previews: ImagePreviews) {
    this.node = node;
    this.view = view;
    this.confirmations = confirmations;
    this.previews = previews;
    this.image = element('img', { decoding: 'async', draggable: 'false' });
    this.picture = element(
      'div',
      { class: 'figure-picture', contenteditable: 'false' },
      this.image,
      element('div', { class: 'figure-tools-place', 'data-figure-tools': true }),
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

  /** What happens in the picture, the toolbar and the row of confirmations is not the text's business. */
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

  /** The picture as it was before it went up stands in until the server's has come, so that nothing flickers. */
  private showPreview(mediaId: string): void {
    this.picture.querySelector('.figure-preview')?.remove();
    const preview = this.previews.take(mediaId);
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
    const places = this.view.editable ? pendingPlaces(this.node, this.confirmations) : [];
    const shown = `${i18n.language} ${places.join(' ')}`;
    if (shown === this.confirmShown) return;
    this.confirmShown = shown;
    setAttribute(this.dom, 'data-unconfirmed', places.length > 0 ? places.join(' ') : null);
    this.confirmRow?.remove();
    this.confirmRow = null;
    if (places.length === 0) return;
    const id = String(this.node.attrs.id);
    this.confirmRow = element(
      'div',
      { class: 'figure-confirm' },
      element('span', {}, i18n.t('media:confirm.intro')),
      ...places.map((place) =>
        quietButton('figure-confirm-button', i18n.t(`media:confirm.${place}`), () =>
          this.confirmations.confirm(id, place),
        ),
      ),
    );
    this.below.append(this.confirmRow);
  }
}

function pendingPlaces(figure: Node, confirmations: Confirmations): FigurePlace[] {
  const id = figure.attrs.id;
  if (typeof id !== 'string') return [];
  const words: Record<FigurePlace, string> = {
    caption: figure.child(0).textContent,
    credit: figure.child(1).textContent,
    alt: figure.attrs.alt,
  };
  return (['caption', 'credit', 'alt'] as const).filter((place) =>
    confirmations.isPending(id, place, words[place]),
  );
}
