import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { setPendingImport } from '../../editor/docx/pending-import.ts';
import { chooseWordFile, isWordFile, readWordFile } from '../../editor/docx/word-file.ts';
import { api } from '../../lib/api.ts';
import { listFileNames } from '../../lib/file-names.ts';
import { loadTexts } from '../../lib/i18n.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { newArticleState, paths } from '../../lib/paths.ts';

type NewArticle = {
  /** Creates an empty article and opens it. */
  write: () => void;
  /** Lets the person choose a Word file, creates an article from it and opens it. */
  chooseWord: () => void;
  /** The same for dropped files. */
  importFiles: (files: File[]) => void;
  isPending: boolean;
};

/** Starts articles. A Word file that cannot be read leaves no article behind. */
export function useNewArticle(): NewArticle {
  const { t } = useTranslation(['articles', 'editor']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useMutation(api.articles.create.mutationOptions());
  const [isReading, setIsReading] = useState(false);
  const isPending = create.isPending || isReading;

  const createAndOpen = (beforeOpening: (article: Article) => void, state?: typeof newArticleState) => {
    create.mutate(
      {},
      {
        onSuccess: (article) => {
          queryClient.setQueryData(api.articles.get.queryKey({ input: { id: article.id } }), article);
          void queryClient.invalidateQueries({ queryKey: api.articles.list.key() });
          void queryClient.invalidateQueries({ queryKey: api.articles.counts.key() });
          beforeOpening(article);
          void navigate(paths.article(article.id), { state });
        },
        onError: (error) => notifyProblem(error, t('writeFailed')),
      },
    );
  };

  const importWord = async (file: File) => {
    setIsReading(true);
    const imported = await loadTexts()
      .then(() => readWordFile(file))
      .finally(() => setIsReading(false));
    if (imported) createAndOpen(({ id }) => setPendingImport(id, { name: file.name, imported }));
  };

  const importFiles = (files: File[]) => {
    const wordFiles = files.filter(isWordFile);
    const others = files.filter((file) => !isWordFile(file));
    const refuse = (reason: 'notWord' | 'oneAtATime', refused: File[]) => {
      const names = listFileNames(refused.map(({ name }) => name));
      void loadTexts().then(() => notify({ message: t(`editor:docx.${reason}`, { names }), tone: 'bad' }));
    };
    if (others.length > 0) refuse('notWord', others);
    const [file] = wordFiles;
    if (wordFiles.length > 1) refuse('oneAtATime', wordFiles);
    else if (file && !isPending) void importWord(file);
  };

  const chooseWord = async () => {
    const file = await chooseWordFile();
    if (file) await importWord(file);
  };

  return {
    write: () => {
      if (!isPending) createAndOpen(() => {}, newArticleState);
    },
    chooseWord: () => {
      if (!isPending) void chooseWord();
    },
    importFiles,
    isPending,
  };
}
