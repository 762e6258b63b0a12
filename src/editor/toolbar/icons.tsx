import IconBold from '@tabler/icons-react/dist/esm/icons/IconBold.mjs';
import IconH2 from '@tabler/icons-react/dist/esm/icons/IconH2.mjs';
import IconH3 from '@tabler/icons-react/dist/esm/icons/IconH3.mjs';
import IconH4 from '@tabler/icons-react/dist/esm/icons/IconH4.mjs';
import IconItalic from '@tabler/icons-react/dist/esm/icons/IconItalic.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs';
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs';
import IconPhotoPlus from '@tabler/icons-react/dist/esm/icons/IconPhotoPlus.mjs';
import IconPhotoSearch from '@tabler/icons-react/dist/esm/icons/IconPhotoSearch.mjs';
import IconPilcrow from '@tabler/icons-react/dist/esm/icons/IconPilcrow.mjs';
import IconQuote from '@tabler/icons-react/dist/esm/icons/IconQuote.mjs';
import IconSeparator from '@tabler/icons-react/dist/esm/icons/IconSeparator.mjs';
import IconStrikethrough from '@tabler/icons-react/dist/esm/icons/IconStrikethrough.mjs';
import IconSubscript from '@tabler/icons-react/dist/esm/icons/IconSubscript.mjs';
import IconSuperscript from '@tabler/icons-react/dist/esm/icons/IconSuperscript.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import IconUnderline from '@tabler/icons-react/dist/esm/icons/IconUnderline.mjs';
import type { ComponentType } from 'react';
import type { BlockName, MarkName } from '../commands.ts';

type IconType = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;

const blockIcons: Record<BlockName | 'paragraph', IconType> = {
  paragraph: IconPilcrow,
  heading2: IconH2,
  heading3: IconH3,
  heading4: IconH4,
  bulletList: IconList,
  orderedList: IconListNumbers,
  quote: IconQuote,
  table: IconTable,
  rule: IconSeparator,
  picture: IconPhotoPlus,
  libraryPicture: IconPhotoSearch,
};

const markIcons: Record<MarkName | 'link', IconType> = {
  bold: IconBold,
  italic: IconItalic,
  underline: IconUnderline,
  strike: IconStrikethrough,
  subscript: IconSubscript,
  superscript: IconSuperscript,
  link: IconLink,
};

/** Props shared by all icons of the editor. */
export const iconProps = { size: 19, stroke: 1.5, 'aria-hidden': true } as const;

export function BlockIcon({ name }: { name: BlockName | 'paragraph' }) {
  const Icon = blockIcons[name];
  return <Icon {...iconProps} />;
}

export function MarkIcon({ name }: { name: MarkName | 'link' }) {
  const Icon = markIcons[name];
  return <Icon {...iconProps} />;
}
