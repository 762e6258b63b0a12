import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigationType } from 'react-router';
import { limits } from '../../../domain/limits.ts';
import { Kbd } from '../../ui/kbd.tsx';

const searchDelayMs = 250;

type SearchFieldProps = {
  /** The search in the address. */
  q: string;
  onSearch: (q: string) => void;
  /** Arrow down: on to the list. */
  onLeave: () => void;
  ref: Ref<HTMLInputElement>;
};

export function SearchField({ q, onSearch, onLeave, ref }: SearchFieldProps) {
  const { t } = useTranslation('articles');
  const navigationType = useNavigationType();
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(q);
  const searchSoon = useDebouncedCallback(onSearch, searchDelayMs);

  // Our own searches replace the address. Any other change (back, a link, "clear") also changes the field.
  if (q !== seen) {
    setSeen(q);
    if (navigationType !== 'REPLACE') setTyped(q);
  }

  const handleChange = (text: string) => {
    setTyped(text);
    searchSoon(text.trim());
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && typed) handleChange('');
    else if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter') searchSoon.flush();
    else if (event.key === 'ArrowDown') onLeave();
    else return;
    event.preventDefault();
  };

  return (
    <TextInput
      ref={ref}
      type="search"
      enterKeyHint="search"
      size="md"
      aria-label={t('search')}
      aria-keyshortcuts="/"
      placeholder={t('search')}
      maxLength={limits.searchMaxChars}
      autoComplete="off"
      value={typed}
      onChange={(event) => handleChange(event.currentTarget.value)}
      onKeyDown={handleKeyDown}
      leftSection={<IconSearch size={18} stroke={1.5} aria-hidden="true" />}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => handleChange('')} />
        ) : (
          <Kbd>/</Kbd>
        )
      }
    />
  );
}
