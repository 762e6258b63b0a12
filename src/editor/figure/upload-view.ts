import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import type { ProblemCode } from '../../lib/problem.ts';
import { chooseImageFiles, uploadProblemText } from '../../uploads/image-files.ts';
import type { ImagePreviews } from '../../uploads/image-previews.ts';
import type { Upload } from '../../uploads/upload-queue.ts';
import { announce } from './announce.ts';
import { element, quietButton, refreshEvent, setAttribute } from './dom.ts';
import type { FigureOptions } from './figure-options.ts';
import { findBlock } from './figure-places.ts';
import { exchangePlaceholder, removePlaceholder } from './place-pictures.ts';

/** How long after a composition its last mutations may still come. */
const settleDelayMs = 60;

/**
 * The placeholder of a picture on its way. It shows the upload of this browser if it is one, and puts the figure in
 * its own place when the picture has arrived: never while a syllable is being composed, which that would break.
 */
export class UploadView implements NodeView {
  readonly dom: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly options: FigureOptions;
  private readonly previews: ImagePreviews;
  private readonly previewPlace = element('div', { class: 'upload-preview', 'aria-hidden': 'true' });
  private readonly name = element('span', { class: 'upload-name' });
  private readonly text = element('span', { class: 'upload-text' });
  private readonly bar = element('span', { class: 'upload-bar' });
  private readonly progress: HTMLElement;
  private readonly actions = element('span', { class: 'upload-actions' });
  private readonly unsubscribe: (() => void)[];
  private shown: Upload | undefined;
  private shownKind = '';
  private preview: HTMLCanvasElement | null = null;
  private previewOf: File | null = null;
  private announced = '';
  private readonly stopLooking: () => void;

  constructor(node: Node, view: EditorView, options: FigureOptions, previews: ImagePreviews) {
    this.node = node;
    this.view = view;
    this.options = options;
    this.previews = previews;
    this.progress = element('span', { class: 'upload-progress', role: 'progressbar' }, this.bar);
    const line = element('div', { class: 'upload-line' }, this.name, this.text, this.actions, this.progress);
    this.dom = element('div', { class: 'upload', role: 'group' }, this.previewPlace, line);
    const follow = () => {
      this.show();
      this.exchangeWhenDone();
    };
    this.unsubscribe = [options.uploads.subscribe(follow), options.presence?.subscribe(follow) ?? (() => {})];
    this.dom.addEventListener(refreshEvent, () => {
      this.shown = undefined;
      this.shownKind = '';
      follow();
    });
    this.show();
    this.stopLooking = options.uploads.attach(this.id);
    // Not while the document is being drawn.
    queueMicrotask(() => this.exchangeWhenDone());
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs.uploadId !== this.id) return false;
    this.node = node;
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('button') !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    for (const unsubscribe of this.unsubscribe) unsubscribe();
    this.stopLooking();
    this.view.dom.removeEventListener('compositionend', this.handleCompositionEnd);
    const { view, id } = this;
    const { uploads } = this.options;
    // The element may only have been redrawn; and leaving the article is no reason to stop.
    queueMicrotask(() => {
      if (!view.isDestroyed && !findBlock(view.state.doc, 'upload', 'uploadId', id)) uploads.cancel(id);
    });
  }

  private get id(): string {
    return String(this.node.attrs.uploadId);
  }

  private show(): void {
    const upload = this.options.uploads.get(this.id);
    if (upload && upload === this.shown) return;
    const before = this.shown;
    this.shown = upload;
    const fileName = upload?.file.name ?? String(this.node.attrs.fileName);
    setAttribute(this.dom, 'aria-label', i18n.t('media:upload.label', { name: fileName }));
    this.name.textContent = fileName;
    const kind = this.kindOf(upload);
    setAttribute(this.dom, 'data-status', kind);
    this.text.textContent = this.textOf(upload, kind);
    this.showProgress(upload);
    if (kind !== this.shownKind) this.showActions(kind);
    this.shownKind = kind;
    if (upload && upload.file !== this.previewOf) void this.showPreview(upload.file);
    if (upload?.state.status === 'failed' && before) this.announceFailure(fileName, upload.state.code);
  }

  /** Once: what is tried again and again fails again and again. */
  private announceFailure(name: string, code: ProblemCode): void {
    if (this.announced === code) return;
    this.announced = code;
    announce(i18n.t('media:upload.failed', { name, reason: uploadProblemText(code) }));
  }

  private kindOf(upload: Upload | undefined): string {
    if (upload?.state.status === 'failed' && upload.state.code === 'offline') return 'paused';
    if (upload) return upload.state.status;
    return this.options.presence?.isUploading(this.id) ? 'elsewhere' : 'unfinished';
  }

  private textOf(upload: Upload | undefined, kind: string): string {
    if (upload?.state.status === 'failed') return uploadProblemText(upload.state.code);
    if (upload?.state.status === 'sending') {
      const percent = Math.floor(upload.state.progress * 100);
      return percent >= 100 ? i18n.t('media:upload.preparing') : i18n.t('media:upload.sending', { percent });
    }
    if (kind === 'waiting') return i18n.t('media:upload.waiting');
    if (kind === 'cancelled') return i18n.t('media:upload.cancelled');
    if (kind === 'done') return i18n.t('media:upload.done');
    if (kind === 'elsewhere') return i18n.t('media:upload.elsewhere');
    return `${i18n.t('media:upload.unfinished')}. ${i18n.t('media:upload.unfinishedHint')}`;
  }

  private showProgress(upload: Upload | undefined): void {
    const isSending = upload?.state.status === 'sending';
    const percent = upload?.state.status === 'sending' ? Math.floor(upload.state.progress * 100) : 0;
    this.progress.hidden = !isSending;
    setAttribute(this.progress, 'aria-label', i18n.t('media:upload.progress'));
    setAttribute(this.progress, 'aria-valuenow', percent);
    this.bar.style.width = `${percent}%`;
  }

  private showActions(kind: string): void {
    const { uploads } = this.options;
    const button = (label: 'cancel' | 'retry' | 'choose' | 'chooseAgain' | 'remove', onPress: () => void) =>
      quietButton(`upload-button upload-${label}`, i18n.t(`media:upload.${label}`), onPress);
    const retry = button('retry', () => uploads.retry(this.id));
    const chooseLabel = kind === 'unfinished' ? 'chooseAgain' : 'choose';
    const choose = button(chooseLabel, () => void this.chooseFile());
    const isRunning = kind === 'waiting' || kind === 'sending';
    const remove = button(isRunning ? 'cancel' : 'remove', () => this.remove());
    const isFileAtFault = this.isFileAtFault();
    const canRetry = kind === 'cancelled' || kind === 'paused' || (kind === 'failed' && !isFileAtFault);
    const canChoose = kind === 'unfinished' || (kind === 'failed' && isFileAtFault);
    const shown = !this.view.editable
      ? []
      : [...(canRetry ? [retry] : []), ...(canChoose ? [choose] : []), ...(kind === 'done' ? [] : [remove])];
    this.actions.replaceChildren(...shown);
  }

  private isFileAtFault(): boolean {
    const state = this.shown?.state;
    return state?.status === 'failed' && (state.code === 'too-large' || state.code === 'unsupported-image');
  }

  private async chooseFile(): Promise<void> {
    const [file] = await chooseImageFiles({ multiple: false });
    if (file) this.options.uploads.replaceFile(this.id, file, this.options.articleId);
  }

  private remove(): void {
    const { id, view } = this;
    removePlaceholder(view, id);
    this.options.uploads.remove(id);
    view.focus();
  }

  private async showPreview(file: File): Promise<void> {
    this.previewOf = file;
    this.preview = null;
    const preview = await this.previews.draw(file);
    if (this.previewOf !== file) return;
    this.preview = preview;
    this.previewPlace.replaceChildren(...(preview ? [preview] : []));
  }

  private exchangeWhenDone(): void {
    const state = this.options.uploads.get(this.id)?.state;
    if (state?.status !== 'done' || this.view.isDestroyed || !this.view.editable) return;
    if (this.view.composing) {
      this.view.dom.addEventListener('compositionend', this.handleCompositionEnd, { once: true });
      return;
    }
    const { id, view } = this;
    const { media } = state;
    const { uploads, confirmations } = this.options;
    if (this.preview) this.previews.set(media.id, this.preview);
    const name = uploads.get(id)?.file.name ?? '';
    if (!exchangePlaceholder(view, id, media, confirmations)) return;
    uploads.remove(id);
    announce(i18n.t('media:upload.finished', { name }));
  }

  private readonly handleCompositionEnd = (): void => {
    setTimeout(() => this.exchangeWhenDone(), settleDelayMs);
  };
}
