import '@mantine/core/styles/Tabs.layer.css';
import { Tabs } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailedCheck } from '../../../domain/checks.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { ContentJson } from '../../../domain/document/content.ts';
import { contentWordCount } from '../../../domain/document/to-text.ts';
import { readingMinutes } from '../../../domain/vietnamese.ts';
import { CheckList } from '../workflow/check-list.tsx';
import { HistoryList } from '../workflow/history-list.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import styles from './inspector.module.css';
import type { FieldSaving } from './use-field-saver.ts';

export const panelNames = ['fields', 'checks', 'history'] as const;
export type PanelName = (typeof panelNames)[number];

type InspectorProps = {
  article: Article;
  content: ContentJson;
  failed: FailedCheck[];
  saving: FieldSaving;
  panel: PanelName;
  onPanel: (panel: PanelName) => void;
  onGoTo: (check: FailedCheck) => void;
};

/** The panel beside the editor: fields, checks, history. */
export const Inspector = memo(function Inspector({
  article,
  content,
  failed,
  saving,
  panel,
  onPanel,
  onGoTo,
}: InspectorProps) {
  const { t } = useTranslation(['editing', 'workflow']);
  const wordCount = contentWordCount(content);
  const isDraft = article.stage === 'draft';
  return (
    <Tabs
      value={panel}
      onChange={(value) => onPanel(value as PanelName)}
      classNames={{ list: styles.tabs, tab: styles.tab }}
    >
      <Tabs.List grow={false}>
        <Tabs.Tab value="fields">{t('panel.fields')}</Tabs.Tab>
        <Tabs.Tab value="checks">
          {failed.length > 0 ? t('panel.checksWith', { count: failed.length }) : t('panel.checks')}
        </Tabs.Tab>
        <Tabs.Tab value="history">{t('panel.history')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields" className={styles.panel}>
        <FieldsPanel article={article} content={content} saving={saving} />
        {isDraft && (
          <section aria-labelledby="checks-title" className={styles.checks}>
            <h2 id="checks-title" className={styles.title}>
              {t('workflow:checks.title')}
            </h2>
            <CheckList failed={failed} onGoTo={onGoTo} />
          </section>
        )}
        <p className={styles.count}>{t('words', { count: wordCount, minutes: readingMinutes(wordCount) })}</p>
      </Tabs.Panel>
      <Tabs.Panel value="checks" className={styles.panel}>
        <CheckList failed={failed} onGoTo={onGoTo} />
        <p className={styles.count}>{t('words', { count: wordCount, minutes: readingMinutes(wordCount) })}</p>
      </Tabs.Panel>
      <Tabs.Panel value="history" className={styles.panel}>
        {panel === 'history' && <HistoryList articleId={article.id} />}
      </Tabs.Panel>
    </Tabs>
  );
});
