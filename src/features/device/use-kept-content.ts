import { useQuery } from '@tanstack/react-query';
import { readKept } from '../../editor/collaboration/device-shelf.ts';
import { type KeptContent, keptContentOf } from '../../editor/kept-content.ts';

/** What this device holds of an article; undefined until it is read. */
export function useKeptContent(articleId: string, userId: string): KeptContent | undefined {
  const { data } = useQuery({
    queryKey: ['device', 'content', userId, articleId],
    queryFn: async () => keptContentOf(await readKept(articleId, userId)),
    staleTime: 0,
  });
  return data;
}
