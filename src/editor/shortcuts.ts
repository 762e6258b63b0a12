const isApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

const appleKeys: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };

/** Formats a key binding for this platform: `Mod-Shift-8` is `Ctrl+Shift+8`, or `⌘⇧8`. */
export function keyLabel(keys: string, apple: boolean = isApple): string {
  const parts = keys.split(/-(?!$)/).map((key) => (key.length === 1 ? key.toUpperCase() : key));
  if (apple) return parts.map((key) => appleKeys[key] ?? key).join('');
  return parts.map((key) => (key === 'Mod' ? 'Ctrl' : key)).join('+');
}

/** Key bindings of the commands in toolbar and menus. */
export const commandKeys = {
  bold: 'Mod-b',
  italic: 'Mod-i',
  underline: 'Mod-u',
  strike: 'Mod-Shift-s',
  subscript: 'Mod-,',
  superscript: 'Mod-.',
  link: 'Mod-k',
  paragraph: 'Mod-Alt-0',
  heading2: 'Mod-Alt-2',
  heading3: 'Mod-Alt-3',
  heading4: 'Mod-Alt-4',
  bulletList: 'Mod-Shift-8',
  orderedList: 'Mod-Shift-7',
  quote: 'Mod-Shift-b',
} as const;

/** The formatted key binding of a command; undefined without one. */
export function keysOf(name: string): string | undefined {
  return name in commandKeys ? keyLabel(commandKeys[name as keyof typeof commandKeys]) : undefined;
}
