import { useEffect, useState } from 'react';
import type { ArticleEditors, FieldName } from '../editors.ts';

const fieldNames = ['title', 'lead', 'body'] as const satisfies readonly FieldName[];

/** The field that has or last had the focus; initially the body. */
export function useLastField(editors: ArticleEditors): FieldName {
  const [field, setField] = useState<FieldName>('body');
  // Reaches the editors' focus events.
  useEffect(() => {
    const listeners = fieldNames.map((name) => {
      const listener = () => setField(name);
      editors[name].on('focus', listener);
      return () => editors[name].off('focus', listener);
    });
    return () => {
      for (const off of listeners) off();
    };
  }, [editors]);
  return field;
}
