import { TagsInput } from '@mantine/core';
import { limits } from '../../../domain/limits.ts';

type PenNamesFieldProps = {
  value: string[];
  onChange: (penNames: string[]) => void;
  label: string;
  description: string;
  error: string | undefined;
};

/** The pen-names of an account: the first is the default byline of new articles. */
export function PenNamesField(field: PenNamesFieldProps) {
  return (
    <TagsInput {...field} maxTags={limits.penNamesMax} maxLength={limits.bylineMaxChars} acceptValueOnBlur />
  );
}
