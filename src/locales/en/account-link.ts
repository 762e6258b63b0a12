export const accountLink = {
  checking: 'Checking the link…',
  invitation: {
    title: 'Welcome to the newsroom',
    lead: 'Hello {{name}}. Choose a password to begin. From now on you sign in with {{email}}.',
    submit: 'Set password and enter',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'Hello {{name}}. This is the new password for {{email}}. Every other device will have to sign in again.',
    submit: 'Change password and enter',
  },
  passwordHint_one: 'At least {{count}} character. A long sentence that you remember is a good password.',
  passwordHint_other: 'At least {{count}} characters. A long sentence that you remember is a good password.',
  goneTitle: 'This link no longer works',
  goneText: 'It may have been used, be too old, or have been revoked. Ask an admin for a new one.',
  toSignIn: 'To the sign-in page',
  throttledTitle: 'Please wait a moment',
  throttledText: 'There were too many attempts from this network. Open the link again in a few minutes.',
  failedTitle: 'The link could not be checked',
  setButNotIn: 'Your password is set. Sign in with it.',
};
