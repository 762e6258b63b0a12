import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';

const mutationKey = ['move-fanpage'];

/**
 * Moves fanpages up and down with an optimistic update. Requests are sent one after the other, in order.
 */
export function useMoveFanpage() {
  const { t } = useTranslation('fanpages');
  const queryClient = useQueryClient();
  const [announcement, setAnnouncement] = useState('');
  const queryKey = api.fanpages.list.queryKey();
  const asking = useMutation({
    mutationKey,
    scope: { id: 'move-fanpage' },
    mutationFn: (input: { id: string; before: string | null }) => client.fanpages.move(input),
  });

  const move = (id: string, step: -1 | 1) => {
    const before = queryClient.getQueryData(queryKey);
    if (!before) return;
    const items = [...before.items];
    const from = items.findIndex((item) => item.id === id);
    const to = from + step;
    const [moved] = items.splice(from, 1);
    if (!moved || to < 0 || to > items.length) return;
    items.splice(to, 0, moved);
    void queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, { ...before, items });
    setAnnouncement(t('order.moved', { name: moved.name, position: to + 1, count: items.length }));
    asking.mutate(
      { id, before: items[to + 1]?.id ?? null },
      {
        onError: (error) => {
          setAnnouncement('');
          queryClient.setQueryData(queryKey, before);
          notifyProblem(error, t('order.failed'));
        },
        onSettled: () => {
          // A response in the middle of several moves would revert the list for a moment.
          if (queryClient.isMutating({ mutationKey }) === 1) {
            void queryClient.invalidateQueries({ queryKey });
          }
        },
      },
    );
  };

  return { move, announcement };
}
