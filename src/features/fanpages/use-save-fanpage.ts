import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { api, client } from '../../lib/api.ts';
import type { FanpageFields } from './fanpage-fields.ts';

type Saving = { base: Fanpage | null; fields: Partial<FanpageFields> };
type Ends = { onSuccess: () => void; onError: (error: Error) => void };

/** Adds a fanpage, or changes the one that was shown. */
export function useSaveFanpage() {
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: ({ base, fields }: Saving) => {
      if (!base) return client.fanpages.create({ name: '', url: '', ...fields });
      const headers = { 'if-match': `"${base.etag}"` };
      return client.fanpages.update({ params: { id: base.id }, headers, body: fields });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.fanpages.key() }),
  });
  return {
    save: (base: Fanpage | null, fields: Partial<FanpageFields>, ends: Ends) =>
      saving.mutate({ base, fields }, ends),
    isSaving: saving.isPending,
  };
}
