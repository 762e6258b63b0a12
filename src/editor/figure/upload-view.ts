import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import type { ProblemCode } from '../../lib/problem.ts';
import { chooseImageFiles, isRefusedFile, uploadProblemText } from '../../uploads/image-files.ts';
import type { ImagePreviews } from '../../uploads/image-previews.ts';
import type { Upload } from '../../uploads/upload-queue.ts';
import { announce, element, quietButton, refreshEvent, setAttribute } from './dom.ts';
import { findBlock } from './figure-positions.ts';
import { type FigureOptions, removePlaceholder, replacePlaceholder } from './insert-figures.ts';

/** How long after `compositionend` its last mutations may still arrive. */
const compositionSettleMs = 60;

/** The state that the placeholder shows: the upload's status, or that published by another device. */
type DisplayStatus = Upload['state']['status'] | 'paused' | 'elsewhere' | 'unfinished' | 'needs-file';

/**
 * The node view of an upload placeholder. Shows the upload's progress and replaces the placeholder by the figure when
 * the upload is done, but never during a composition, which that would break.
 */
export class UploadView implements NodeView {
  readonly dom: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly options: FigureOptions;
  private readonly previews: ImagePreviews;
  private readonly previewContainer = element('div', { class: 'upload-preview', 'aria-hidden': 'true' });
  private readonly name = element('span', { class: 'upload-name' });
  private readonly text = element('span', { class: 'upload-text' });
  private readonly bar = element('span', { class: 'upload-bar' });
  private readonly progress: HTMLElement;
  private readonly actions = element('span', { class: 'upload-actions' });
  private readonly unsubscribe: (() => void)[];
  private readonly detach: () => void;
  private shown: Upload | undefined;
  private shownStatus: DisplayStatus | null = null;
  private preview: HTMLCanvasElement | null = null;
  private previewFile: File | null = null;
  private announcedCode: ProblemCode | null = null;

  constructor(node: Node, view: EditorView, options: FigureOptions, previews: ImagePreviews) {
    this.node = node;
    this.view = view;
    this.options = options;
    this.previews = previews;
    this.progress = element('span', { class: 'upload-progress', role: 'progressbar' }, this.bar);
    const line = element('div', { class: 'upload-line' }, this.name, this.text, this.actions, this.progress);
    this.dom = element('div', { class: 'upload', role: 'group' }, this.previewContainer, line);
    const handleChange = () => {
      this.show();
      this.replaceWhenDone();
    };
    this.unsubscribe = [
      options.uploads.subscribe(handleChange),
      options.presence?.subscribe(handleChange) ?? (() => {}),
    ];
    this.dom.addEventListener(refreshEvent, () => {
      this.shown = undefined;
      this.shownStatus = null;
      handleChange();
    });
    this.show();
    this.detach = options.uploads.attach(this.id);
    // No transaction may be dispatched while the view is being drawn.
    queueMicrotask(() => this.replaceWhenDone());
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
    this.detach();
    this.view.dom.removeEventListener('compositionend', this.handleCompositionEnd);
    const { view, id } = this;
    const { uploads } = this.options;
    // Cancel only when the node was deleted: it may have been redrawn, and uploads go on when the editor is closed.
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
    const previous = this.shown;
    this.shown = upload;
    const { fileName: storedName, caption } = this.node.attrs;
    const fileName =
      upload?.file?.name ||
      String(storedName || caption) ||
      (upload?.url ? i18n.t('media:upload.fromSite', { site: siteOf(upload.url) }) : '');
    setAttribute(this.dom, 'aria-label', i18n.t('media:upload.label', { name: fileName }));
    this.name.textContent = fileName;
    const status = this.statusOf(upload);
    setAttribute(this.dom, 'data-status', status);
    this.text.textContent = textOf(upload, status);
    this.showProgress(upload);
    if (status !== this.shownStatus) this.showActions(status);
    this.shownStatus = status;
    if (upload?.file && upload.file !== this.previewFile) void this.showPreview(upload.file);
    if (upload?.state.status === 'failed' && previous) this.announceFailure(fileName, upload.state.code);
  }

  /** Announces each error code once, because an upload that is retried may fail many times. */
  private announceFailure(name: string, code: ProblemCode): void {
    if (this.announcedCode === code) return;
    this.announcedCode = code;
    announce(i18n.t('media:upload.failed', { name, reason: uploadProblemText(code) }));
  }

  private statusOf(upload: Upload | undefined): DisplayStatus {
    if (upload?.state.status === 'failed' && upload.state.code === 'offline') return 'paused';
    if (upload) return upload.state.status;
    if (this.options.presence?.isUploading(this.id)) return 'elsewhere';
    return this.node.attrs.needsFile ? 'needs-file' : 'unfinished';
  }

  private showProgress(upload: Upload | undefined): void {
    const isSending = upload?.state.status === 'sending';
    const percent = upload?.state.status === 'sending' ? Math.floor(upload.state.progress * 100) : 0;
    this.progress.hidden = !isSending || upload.file === null;
    setAttribute(this.progress, 'aria-label', i18n.t('media:upload.progress'));
    setAttribute(this.progress, 'aria-valuenow', percent);
    this.bar.style.width = `${percent}%`;
  }

  private showActions(status: DisplayStatus): void {
    const { uploads } = this.options;
    const button = (
      label: 'cancel' | 'retry' | 'choose' | 'chooseAgain' | 'chooseFile' | 'remove',
      onPress: () => void,
    ) => quietButton(`upload-button upload-${label}`, i18n.t(`media:upload.${label}`), onPress);
    const retry = button('retry', () => uploads.retry(this.id));
    const chooseLabel =
      status === 'needs-file' || this.shown?.url
        ? 'chooseFile'
        : status === 'unfinished'
          ? 'chooseAgain'
          : 'choose';
    const choose = button(chooseLabel, () => void this.chooseFile());
    const isRunning = status === 'waiting' || status === 'converting' || status === 'sending';
    const remove = button(isRunning ? 'cancel' : 'remove', () => this.remove());
    const state = this.shown?.state;
    const isFileRefused = state?.status === 'failed' && isRefusedFile(state.code);
    const canRetry = status === 'cancelled' || status === 'paused' || (status === 'failed' && !isFileRefused);
    const canChoose =
      status === 'unfinished' ||
      status === 'needs-file' ||
      (state?.status === 'failed' && (isFileRefused || this.shown?.url != null));
    const buttons = !this.view.editable
      ? []
      : [
          ...(canRetry ? [retry] : []),
          ...(canChoose ? [choose] : []),
          ...(status === 'done' ? [] : [remove]),
        ];
    this.actions.replaceChildren(...buttons);
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
    this.previewFile = file;
    this.preview = null;
    const preview = await this.previews.draw(file);
    if (this.previewFile !== file) return;
    this.preview = preview;
    this.previewContainer.replaceChildren(...(preview ? [preview] : []));
  }

  private replaceWhenDone(): void {
    const { id, view } = this;
    const { uploads } = this.options;
    const upload = uploads.get(id);
    if (upload?.state.status !== 'done' || view.isDestroyed || !view.editable) return;
    if (view.composing) {
      view.dom.addEventListener('compositionend', this.handleCompositionEnd, { once: true });
      return;
    }
    const { media } = upload.state;
    if (this.preview) this.previews.set(media.id, this.preview);
    if (!replacePlaceholder(view, id, media)) return;
    uploads.remove(id);
    announce(i18n.t('media:upload.finished', { name: upload.file?.name ?? media.fileName }));
  }

  private readonly handleCompositionEnd = (): void => {
    setTimeout(() => this.replaceWhenDone(), compositionSettleMs);
  };
}

const siteOf = (url: string) => new URL(url).hostname.replace(/^www\./, '');

function textOf(upload: Upload | undefined, status: DisplayStatus): string {
  if (upload?.state.status === 'failed') return uploadProblemText(upload.state.code);
  if (upload?.url && upload.state.status === 'sending') {
    return i18n.t('media:upload.fetching', { site: siteOf(upload.url) });
  }
  if (upload?.state.status === 'sending') {
    const percent = Math.floor(upload.state.progress * 100);
    return percent >= 100 ? i18n.t('media:upload.preparing') : i18n.t('media:upload.sending', { percent });
  }
  if (status === 'waiting') return i18n.t('media:upload.waiting');
  if (status === 'converting') return i18n.t('media:upload.converting');
  if (status === 'cancelled') return i18n.t('media:upload.cancelled');
  if (status === 'done') return i18n.t('media:upload.done');
  if (status === 'elsewhere') return i18n.t('media:upload.elsewhere');
  if (status === 'needs-file') return i18n.t('media:upload.needsFile');
  return `${i18n.t('media:upload.unfinished')}. ${i18n.t('media:upload.unfinishedHint')}`;
}
