export const common = {
  brand: 'Tòa Soạn',
  cancel: 'Cancel',
  close: 'Close',
  confirm: 'Confirm',
  retry: 'Try again',
  back: 'Back',
  save: 'Save',
  loading: 'Loading…',
  untitled: 'No title yet',
  noCategory: 'No category yet',
  noByline: 'No byline yet',
  /** A form whose resource somebody else saved. */
  conflict: {
    title: 'Another admin has just saved changes',
    text: 'Your input is kept. What was saved:',
    takeTheirs: 'Take the saved version',
    keepMine: 'Keep mine',
  },
  /** Before typed changes are lost. */
  unsaved: {
    title: 'Discard unsaved changes?',
    text: 'Unsaved changes will be lost.',
    discard: 'Discard changes',
    stay: 'Keep editing',
  },
  state: {
    draft: 'Draft',
    review: 'In review',
    returned: 'Returned',
    scheduled: 'Scheduled',
    published: 'Published',
    withdrawn: 'Withdrawn',
  },
  role: {
    journalist: 'Journalist',
    editor: 'Editor',
    admin: 'Administrator',
  },
  time: {
    justNow: 'Just now',
    yesterday: 'Yesterday {{time}}',
    left: '{{span}} left',
  },
};
