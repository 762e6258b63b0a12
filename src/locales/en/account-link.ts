export const accountLink = {
  checking: 'Checking the link…',
  invitation: {
    title: 'Welcome to the newsroom',
    lead: 'Hello {{name}}. Choose a password to get started. From now on you sign in with {{email}}.',
    submit: 'Set password and sign in',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'Hello {{name}}. This is the new password for {{email}}. Every other device will have to sign in again.',
    submit: 'Change password and sign in',
  },
  goneTitle: 'This link no longer works',
  goneText: 'It may have been used, expired or been revoked. Ask an admin for a new one.',
  toSignIn: 'Go to the sign-in page',
  throttledTitle: 'Please wait a moment',
  throttledText: 'There were too many attempts from this network. Open the link again in a few minutes.',
  failedTitle: 'The link could not be checked',
  setButNotIn: 'Your password is set. Sign in with it.',
};
