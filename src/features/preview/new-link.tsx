import { Button, SegmentedControl, TextInput } from '@mantine/core';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { previewDays } from '../../../domain/contract/previews.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { AbilityButton } from '../workflow/ability-button.tsx';
import styles from './links-dialog.module.css';

type NewLinkProps = { article: Article; onCreated: () => void };

/** Creates a link and shows it once: the server stores only a hash of its token. */
export function NewLink({ article, onCreated }: NewLinkProps) {
  const { t } = useTranslation('preview');
  const daysId = useId();
  const [days, setDays] = useState<number>(3);
  const { register, handleSubmit, reset } = useForm({ defaultValues: { label: '' } });
  const creation = useMutation(api.previews.createLink.mutationOptions());
  const created = creation.data;

  const handleCreate = handleSubmit(({ label }) =>
    creation.mutate(
      { id: article.id, label, days },
      {
        onSuccess: () => {
          reset();
          onCreated();
        },
        onError: (error) => notifyProblem(error, t('new.failed')),
      },
    ),
  );

  return (
    <form onSubmit={(event) => void handleCreate(event)} noValidate>
      <p className={styles.intro}>{t('new.intro')}</p>
      {created && <CreatedLink key={created.id} url={location.origin + created.path} label={created.label} />}
      <div className={styles.fields}>
        <TextInput
          {...register('label')}
          className={styles.grow}
          label={t('new.label')}
          placeholder={t('new.labelHint')}
          maxLength={limits.previewLabelMaxChars}
          data-autofocus={article.abilities.share.allowed || undefined}
        />
        <div>
          <p id={daysId} className={styles.daysLabel}>
            {t('new.days')}
          </p>
          <SegmentedControl
            aria-labelledby={daysId}
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
            data={previewDays.map((count) => ({ value: String(count), label: t('new.day', { count }) }))}
          />
        </div>
      </div>
      <AbilityButton
        ability={article.abilities.share}
        loading={creation.isPending}
        onClick={() => void handleCreate()}
      >
        {t('new.make')}
      </AbilityButton>
    </form>
  );
}

function CreatedLink({ url, label }: { url: string; label: string }) {
  const { t } = useTranslation('preview');
  const handleCopy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      void notify({ message: t('new.copied') });
    } catch {
      // Without clipboard access the link can be selected with a click and copied.
      void notify({ message: t('new.copyFailed'), tone: 'bad' });
    }
  };
  return (
    <div className={styles.made} role="status">
      <TextInput
        readOnly
        value={url}
        label={label ? t('new.madeFor', { label }) : t('new.made')}
        description={t('new.once')}
        classNames={{ input: styles.url }}
        onFocus={(event) => event.currentTarget.select()}
        rightSectionWidth={118}
        rightSection={
          <Button
            size="compact-sm"
            leftSection={<IconCopy size={15} stroke={1.5} aria-hidden="true" />}
            onClick={() => void handleCopy()}
          >
            {t('new.copy')}
          </Button>
        }
      />
    </div>
  );
}
