import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { api, client } from '../../lib/api.ts';
import { useVersionedForm } from '../../ui/forms/use-versioned-form.ts';
import type { FanpageFields } from './fanpage-fields.ts';

const blank: FanpageFields = { url: '', name: '', isVisible: true };
const fieldNames = ['url', 'name', 'isVisible'] as const;

/** The form of a fanpage, or of a new one. State of the drawer, which confirms before it closes with changes. */
export function useFanpageForm(fanpage: Fanpage | null, onSaved: () => void) {
  const { t } = useTranslation('fanpages');
  const form = useForm<FanpageFields>({ defaultValues: fanpage ? fieldsOf(fanpage) : blank });
  const versioned = useVersionedForm({
    form,
    stored: fanpage,
    names: fieldNames,
    fieldsOf,
    save: ({ base, values, changes }) =>
      base
        ? client.fanpages.update({
            params: { id: base.id },
            headers: { 'if-match': `"${base.etag}"` },
            body: changes,
          })
        : client.fanpages.create(values),
    onSaved,
    failedTitle: t('saveFailed'),
    fieldMessage: (name, code) =>
      name === 'url' ? t(`addressProblem.${code === 'taken' ? 'taken' : 'unreadable'}`) : undefined,
    queryKey: api.fanpages.key(),
  });
  return { form, versioned };
}

function fieldsOf({ url, name, isVisible }: Fanpage): FanpageFields {
  return { url, name, isVisible };
}
