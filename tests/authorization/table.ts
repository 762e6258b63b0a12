import { readFileSync } from 'node:fs';
import { actors } from './actors.ts';

/** One row of the reviewed table: the verdict for each actor, in the order of `actors`. */
export type Line = { section: string; subject: string; verdicts: string[] };

/** The table as Markdown: a heading for each route, a row for each subject, a column for each actor. */
export function markdownOf(lines: readonly Line[]): string {
  const sections = [...new Set(lines.map((line) => line.section))];
  const parts = sections.map((section) => {
    const rows = lines
      .filter((line) => line.section === section)
      .map(({ subject, verdicts }) => `| ${[subject, ...verdicts].join(' | ')} |`);
    const head = `| subject | ${actors.join(' | ')} |\n|${' --- |'.repeat(actors.length + 1)}`;
    return `## ${section}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return `${introduction}\n${parts.join('\n')}`;
}

/** The committed table. */
export const reviewed = (): string => readFileSync(new URL('reviewed.md', import.meta.url), 'utf8');

const introduction = `# Authorization table

Every actor on every route, by the article's author and state. \`vitest run --project authorization\` requests each cell from
the running server and compares; a route that is missing here fails it. Change a row only with the rule it follows from
(\`domain/permissions.ts\`, \`domain/workflow.ts\`), and review the other rows of the diff.

\`may\`: allowed, although the request may be invalid. \`401\`: no session. \`403\`: not this person. \`four-eyes\`: not alone
what they alone wrote. \`404\`: as if it did not exist. \`stage\`: not in the article's current state.
`;
