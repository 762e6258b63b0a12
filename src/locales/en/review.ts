import type { Localized } from '../localized.ts';
import type { review as vi } from '../vi/review.ts';

export const review = {
  title: 'Review: {{title}}',
  back: 'Back to the review list',
  edit: 'Edit directly',
  preview: 'Preview',
  checks: 'Checks',
  portal: 'View on the portal',
  notWaiting: 'This article is not in review.',
  facts: { label: 'About this article', authors: 'Author', waiting: 'Waiting for', length: 'Length' },
  reading: {
    label: 'Reading mode',
    since: 'Changes since you last read it',
    published: 'Changes from the live version',
    article: 'Whole article',
  },
  changes: {
    title: 'The article was changed while you were reading',
    text: 'Nothing has been published. The differences from the version you read are below; the page now shows the new version.',
  },
} satisfies Localized<typeof vi>;
