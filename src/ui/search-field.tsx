import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useNavigationType } from 'react-router';
import { limits } from '../../domain/limits.ts';
import { Kbd } from './kbd.tsx';

/** Between the keys of somebody who types; each request replaces the one before. */
const searchDelayMs = 80;

type SearchFieldProps = {
  /** The fields that are searched. */
  label: string;
  clearLabel: string;
  /** The search in the URL. */
  q: string;
  onSearch: (q: string) => void;
  /** ArrowDown: move to the list. */
  onLeave: () => void;
  ref: Ref<HTMLInputElement>;
};

export function SearchField({ label, clearLabel, q, onSearch, onLeave, ref }: SearchFieldProps) {
  const navigationType = useNavigationType();
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(q);
  const searchSoon = useDebouncedCallback(onSearch, searchDelayMs);

  // Searches of this field replace the URL. Any other navigation (back, a link, "clear") updates the field.
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
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      maxLength={limits.searchMaxChars}
      autoComplete="off"
      value={typed}
      onChange={(event) => handleChange(event.currentTarget.value)}
      onKeyDown={handleKeyDown}
      leftSection={<IconSearch size={18} stroke={1.5} aria-hidden="true" />}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={clearLabel} onClick={() => handleChange('')} />
        ) : (
          <Kbd>/</Kbd>
        )
      }
    />
  );
}
