import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { TransitionRequest } from '../../../domain/contract/transition-request.ts';
import { formatDateTime, formatSpan, timeZoneName } from '../../../domain/dates.ts';
import { limits } from '../../../domain/limits.ts';
import type { TransitionName } from '../../../domain/workflow.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { Banner } from '../../ui/banner.tsx';
import { LazyModule } from '../../ui/lazy-module.tsx';
import { AbilityButton } from '../workflow/ability-button.tsx';
import { NoteDialog } from '../workflow/note-dialog.tsx';
import styles from './review-page.module.css';

const importScheduleDialog = () => import('../workflow/schedule-dialog.tsx');

type DecisionsProps = {
  article: Article;
  /** Of the content on the screen, which is what gets published. */
  contentHash: string;
  pending: TransitionName | undefined;
  onDecide: (request: TransitionRequest, onDone?: () => void) => void;
};

/** Publish, schedule or return. Only the decisions of the current stage are shown. */
export function Decisions({ article, contentHash, pending, onDecide }: DecisionsProps) {
  const { t } = useTranslation(['workflow', 'review', 'common']);
  const [asking, setAsking] = useState<'return' | 'schedule' | null>(null);
  const [note, setNote] = useState('');
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const language = currentLanguage();
  const { abilities, publication } = article;
  const close = () => setAsking(null);
  const isScheduled = article.state === 'scheduled';
  const visibleFrom = publication ? new Date(publication.visibleFrom) : undefined;
  const isCorrection = isKnownToReaders(article, now);
  const withNote = isCorrection && note.trim() !== '' ? { note: note.trim() } : {};
  if (article.stage !== 'review' && !isScheduled) {
    return (
      <div className={styles.context}>
        <Banner tone={article.state} title={t(`common:state.${article.state}`)}>
          {article.portalPath && article.publication?.state === 'published' ? (
            <a href={article.portalPath} target="_blank" rel="noopener">
              {t('review:portal')}
            </a>
          ) : (
            t('review:notWaiting')
          )}
        </Banner>
      </div>
    );
  }
  return (
    <>
      {isScheduled && visibleFrom && (
        <div className={styles.context}>
          <Banner tone="scheduled" title={formatDateTime(visibleFrom, language, timeZone)}>
            {t('schedule.timeLeft', {
              zone: timeZoneName(timeZone, language),
              span: formatSpan(visibleFrom.getTime() - now.getTime(), language),
            })}
          </Banner>
        </div>
      )}
      {isCorrection && (
        <div className={styles.context}>
          <Textarea
            label={t('correction.label')}
            description={t('correction.hint')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={limits.noteMaxChars}
            autosize
            minRows={2}
            maxRows={8}
          />
        </div>
      )}
      <div className={styles.decisions}>
        {isScheduled ? (
          <>
            <AbilityButton
              ability={abilities.unschedule}
              variant="default"
              onClick={() => onDecide({ transition: 'unschedule' })}
            >
              {t('transition.unschedule')}
            </AbilityButton>
            <AbilityButton ability={abilities.schedule} onClick={() => setAsking('schedule')}>
              {t('schedule.move')}
            </AbilityButton>
          </>
        ) : (
          <>
            <AbilityButton
              ability={abilities.publish}
              className={styles.publish}
              size="md"
              loading={pending === 'publish'}
              onClick={() => onDecide({ transition: 'publish', contentHash, ...withNote })}
            >
              {t('transition.publish')}
            </AbilityButton>
            <AbilityButton ability={abilities.return} variant="default" onClick={() => setAsking('return')}>
              {t('transition.return')}
            </AbilityButton>
            <AbilityButton
              ability={abilities.schedule}
              variant="default"
              onClick={() => setAsking('schedule')}
            >
              {t('transition.schedule')}
            </AbilityButton>
          </>
        )}
      </div>
      <NoteDialog
        isOpen={asking === 'return'}
        kind="return"
        isBusy={pending === 'return'}
        onSend={(note) => onDecide({ transition: 'return', note }, close)}
        onClose={close}
      />
      {asking === 'schedule' && (
        <LazyModule load={importScheduleDialog} onError={close}>
          {({ ScheduleDialog }) => (
            <ScheduleDialog
              isOpen
              current={isScheduled ? visibleFrom : undefined}
              isBusy={pending === 'schedule'}
              onSchedule={(at) =>
                onDecide(
                  { transition: 'schedule', contentHash, publishAt: at.toISOString(), ...withNote },
                  close,
                )
              }
              onClose={close}
            />
          )}
        </LazyModule>
      )}
    </>
  );
}

/** Whether readers have an earlier revision, so that the next publication is a correction. */
function isKnownToReaders({ stage, publication }: Article, now: Date): boolean {
  if (stage !== 'review' || !publication || publication.state === 'withdrawn') return false;
  return new Date(publication.publishedAt) <= now;
}
