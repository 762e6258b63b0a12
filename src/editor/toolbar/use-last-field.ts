import { useEffect, useState } from 'react';
import type { ArticleEditors, FieldName } from '../editors.ts';

const fieldNames = ['title', 'lead', 'body'] as const satisfies readonly FieldName[];

/** The field that has the caret or had it last; the body before any had it. */
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
