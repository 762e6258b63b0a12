import type { ReactNode } from 'react';
import type { Mark, Run } from '../../../domain/compare/inline.ts';
import type { Part } from '../../../domain/compare/word-diff.ts';
import styles from './runs.module.css';

/** The version shown: both merged, or one of two columns. */
export type Side = 'both' | 'before' | 'after';

type RunsProps = { runs: readonly (Run | Part)[]; side: Side };

/** Text with insertions underlined and deletions struck through; never marked by colour alone. */
export function Runs({ runs, side }: RunsProps) {
  const gone = side === 'before' ? 'added' : side === 'after' ? 'removed' : null;
  let start = 0;
  return runs.map((run) => {
    start += run.text.length;
    if (run.kind === gone) return null;
    return <RunText key={start} run={run} side={side} />;
  });
}

function RunText({ run, side }: { run: Run | Part; side: Side }) {
  const before = 'marksBefore' in run ? run.marksBefore : undefined;
  const marks = 'marks' in run ? run.marks : [];
  const text = marked(withLineBreaks(run, side), side === 'before' && before ? before : marks);
  if (run.kind === 'added') return <ins className={styles.added}>{text}</ins>;
  if (run.kind === 'removed') return <del className={styles.removed}>{text}</del>;
  return before ? <span className={styles.reset}>{text}</span> : text;
}

/** A line break alone has no ink to be underlined or struck through; a removed one breaks no line of the newer text. */
function withLineBreaks({ text, kind }: Run | Part, side: Side): string {
  if (kind === 'kept') return text;
  return text.replaceAll('\n', kind === 'removed' && side === 'both' ? '↵' : '↵\n');
}

const tags: Record<string, 'strong' | 'em' | 'u' | 's' | 'sub' | 'sup' | undefined> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
};

function marked(text: string, marks: readonly Mark[]): ReactNode {
  let inside: ReactNode = text;
  for (const { type } of marks) {
    const Tag = tags[type];
    inside = Tag ? <Tag>{inside}</Tag> : <span className={styles.link}>{inside}</span>;
  }
  return inside;
}
