import type { Localized } from '../localized.ts';
import type { review as vi } from '../vi/review.ts';

export const review = {
  title: 'Review: {{title}}',
  back: 'Back to what waits for review',
  edit: 'Edit directly',
  preview: 'Preview',
  checks: 'Checks',
  portal: 'View on the portal',
  notWaiting: 'This article is not waiting for review.',
  facts: { label: 'About this article', authors: 'Author', waiting: 'Waiting for', length: 'Length' },
  reading: {
    label: 'How to read it',
    since: 'Changed since you last read it',
    published: 'Changed from what readers have',
    article: 'The whole article',
  },
  changes: {
    title: 'The article was changed while you were reading',
    text: 'Nothing has been published. Below is what differs from what you read; the page now shows the new version.',
  },
} satisfies Localized<typeof vi>;
