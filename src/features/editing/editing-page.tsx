import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../../lib/api.ts';
import { EditingDesk } from './editing-desk.tsx';
import { EditingSkeleton } from './editing-skeleton.tsx';

export function EditingPage() {
  const { t } = useTranslation('editing');
  const { id = '' } = useParams();
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const article = useQuery(
    api.articles.get.queryOptions({
      input: { id },
      // An open page stays as it is when a later refetch fails.
      throwOnError: (_error, query) => query.state.data === undefined,
    }),
  );
  if (!article.data) {
    return <EditingSkeleton label={t('loading')} />;
  }
  return <EditingDesk key={id} article={article.data} viewer={viewer} />;
}
