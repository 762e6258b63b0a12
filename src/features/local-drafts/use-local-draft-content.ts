import { useQuery } from '@tanstack/react-query';
import { readLocalDraft } from '../../editor/collaboration/local-drafts.ts';
import { type LocalDraftContent, localDraftContent } from '../../editor/local-draft-content.ts';
import { localDraftKeys } from './use-local-drafts.ts';

/** The content of an article as stored in this browser; undefined until it has been read. */
export function useLocalDraftContent(articleId: string, userId: string): LocalDraftContent | undefined {
  const { data } = useQuery({
    queryKey: localDraftKeys.content(userId, articleId),
    queryFn: async () => localDraftContent(await readLocalDraft(articleId, userId)),
    staleTime: 0,
  });
  return data;
}
