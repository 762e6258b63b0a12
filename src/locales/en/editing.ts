import type { Localized } from '../localized.ts';
import type { editing as vi } from '../vi/editing.ts';

export const editing = {
  loading: 'Opening the article…',
  back: 'Back to the list',
  people: 'Also in this article',
  toReview: 'Review',
  words_one: '{{count}} word · {{minutes}} min read',
  words_other: '{{count}} words · {{minutes}} min read',
  save: {
    saved: 'Saved',
    saving: 'Saving…',
    offline: 'Offline: kept on this device',
    failed: 'Not saved',
    savedDetail: 'Every word is in the newsroom’s database.',
    savingDetail: 'On the way to the newsroom’s database.',
    offlineDetail:
      'No connection since {{time}}. Your words are kept on this device and will be sent once it is back.',
    offlineAlone:
      'No connection since {{time}}. This device cannot keep your words: do not close the page until it is back.',
    failedDetail: 'Your words are still on this page. {{reason}}',
    fieldsFailed: 'The article’s details are not saved. {{reason}}',
    reasons: {
      'wrong-stage':
        'The article has moved on and can no longer be edited. Copy what is not saved if you need it.',
      'not-permitted': 'You may no longer edit this article. Copy what is not saved if you need it.',
      'schema-version': 'Reload the page to get the new version.',
      unreadable: 'The server cannot read this article. Please tell an admin.',
    },
  },
  panel: {
    label: 'Article details',
    open: 'Open article details',
    openWith_one: 'Open article details, {{count}} thing missing',
    openWith_other: 'Open article details, {{count}} things missing',
    fields: 'Details',
    checks: 'Checks',
    checksWith_other: 'Checks · {{count}}',
    history: 'History',
  },
  fields: {
    category: 'Category',
    categoryHint: 'Choose a category',
    nothingFound: 'No category matches',
    bylines: 'Byline',
    bylinesHint: 'Choose or type a new one',
    source: 'Source',
    sourceHint: 'Name of the source',
    originalUrl: 'Link to the original',
    tags: 'Tags',
    tagsHint: 'Type, then press Enter',
    cover: 'Cover',
    coverAlt: 'The cover chosen',
    coverFirst: 'None chosen: the article’s first picture is used.',
    coverNone: 'The article has no picture yet.',
    coverChoose: 'Use as cover: {{alt}}',
    coverOther: 'Choose another…',
    coverRemove: 'Remove cover',
    slug: 'Address',
    slugHint: 'Left empty, it is made from the title when published.',
  },
  conflict: { text: 'Somebody else has just changed this to:', mine: 'Keep mine', theirs: 'Take theirs' },
  submit: {
    notSaved: 'Not submitted: some words are not in the database yet.',
    incomplete_one: '{{count}} thing is missing before you can submit.',
    incomplete_other: '{{count}} things are missing before you can submit.',
  },
  menu: {
    label: 'More for this article',
    portal: 'View on the portal',
    copy: 'Copy link to the article',
    copied: 'Link copied.',
  },
  trash: {
    title: 'Move to the bin?',
    text: 'The article disappears from the lists. You can restore it for 30 days.',
  },
  situation: {
    trashed: 'This article is in the bin. Restore it to go on.',
    returned: 'Returned by an editor. To change:',
    reviewAuthor: 'Waiting for review. Recall it to go on editing.',
    reviewEditor: 'Waiting for review. What you change here is what will be reviewed.',
    scheduled: 'Goes out {{time}}',
    published: 'Readers see this article. Open a working copy to change it.',
    revising:
      'You are editing what will replace the published article. Readers still see the approved revision.',
    withdrawn: 'Withdrawn from the portal. Reason:',
  },
  document: {
    failed:
      'The article’s text could not be opened. Nothing is lost; check your connection and reload the page.',
    'schema-version': 'Tòa Soạn has been updated. Reload the page to go on; your words are kept.',
    'invalid-document':
      'The server refused a part of what was just changed. Copy what you need, then reload the page.',
    unreadable:
      'The server cannot read this article, so it cannot be edited. Nothing is overwritten; please tell an admin.',
    'not-found': 'You may no longer open this article. What you wrote is still on this device.',
  },
} satisfies Localized<typeof vi>;
