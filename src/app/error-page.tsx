import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useNavigate, useRouteError } from 'react-router';
import { paths } from '../lib/paths.ts';
import { toProblem } from '../lib/problem.ts';
import { reloadUpdated } from '../lib/reload-updated.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** Error boundary of a route: the reason and the next step. */
export function ErrorPage({ isInShell = false }: { isInShell?: boolean }) {
  const failure = <Failure kind={kindOf(useRouteError())} />;
  if (isInShell) return failure;
  return (
    <main id="main" tabIndex={-1}>
      {failure}
    </main>
  );
}

export function AdminsOnlyPage() {
  return <Failure kind="admins" />;
}

/** An address without a route. */
export function NotFoundPage() {
  return <Failure kind="notFound" />;
}

function Failure({ kind }: { kind: Kind }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const toArticles = <Button onClick={() => void navigate(paths.articles())}>{t('page.toArticles')}</Button>;
  const reload = <Button onClick={() => void reloadUpdated()}>{t('page.reload')}</Button>;
  return (
    <>
      <title>{t(`page.${kind}Title`)}</title>
      <EmptyState
        headingLevel={1}
        title={t(`page.${kind}Title`)}
        text={t(`page.${kind}Text`)}
        action={isSettled.has(kind) ? toArticles : reload}
      />
    </>
  );
}

type Kind = 'notFound' | 'forbidden' | 'admins' | 'server' | 'offline' | 'updated' | 'broken';

/** Kinds that a reload would not change. */
const isSettled: ReadonlySet<Kind> = new Set(['notFound', 'forbidden', 'admins']);

function kindOf(error: unknown): Kind {
  const problem = toProblem(error);
  const status = isRouteErrorResponse(error) ? error.status : problem.status;
  if (problem.code === 'offline' || problem.code === 'updated') return problem.code;
  if (status === 404 || status === 410) return 'notFound';
  if (status === 403) return 'forbidden';
  if (status >= 500) return 'server';
  return 'broken';
}
