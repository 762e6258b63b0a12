import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { paths } from '../../lib/paths.ts';
import { AbilityButton } from '../workflow/ability-button.tsx';
import type { useTransition } from '../workflow/use-transition.ts';

type PrimaryActionProps = {
  article: Article;
  isBusy: boolean;
  onSubmit: () => void;
  perform: ReturnType<typeof useTransition>['perform'];
};

/** The button for the next step of this article, as far as this person may perform it. */
export function PrimaryAction({ article, isBusy, onSubmit, perform }: PrimaryActionProps) {
  const { t } = useTranslation(['workflow', 'editing']);
  const { abilities, stage, publication, isTrashed } = article;
  if (isTrashed) {
    return (
      <AbilityButton
        ability={abilities.restore}
        loading={isBusy}
        onClick={() => perform({ transition: 'restore' })}
      >
        {t('transition.restore')}
      </AbilityButton>
    );
  }
  if (stage === 'draft') {
    return (
      <AbilityButton ability={abilities.submit} loading={isBusy} onClick={onSubmit}>
        {t('transition.submit')}
      </AbilityButton>
    );
  }
  if (stage === 'review' && !abilities.return.allowed) {
    return (
      <AbilityButton
        ability={abilities.recall}
        variant="default"
        loading={isBusy}
        onClick={() => perform({ transition: 'recall' })}
      >
        {t('transition.recall')}
      </AbilityButton>
    );
  }
  if (stage === 'review' || (publication?.state === 'scheduled' && abilities.unschedule.allowed)) {
    return (
      <Button component={Link} to={paths.review(article.id)}>
        {t('editing:toReview')}
      </Button>
    );
  }
  if (publication?.state === 'published') {
    return (
      <AbilityButton
        ability={abilities.revise}
        loading={isBusy}
        onClick={() => perform({ transition: 'revise' })}
      >
        {t('transition.revise')}
      </AbilityButton>
    );
  }
  return null;
}
