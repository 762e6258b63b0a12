export const singleSignOn = {
  signIn: 'Sign in with {{name}}',
  confirm: 'Confirm with {{name}}',
  opening: '{{name}} is open in another window. When you are done there, you can continue here.',
  done: {
    title: 'Single sign-on',
    succeeded: 'Done. You can close this window and continue on the page before.',
    close: 'Close the window',
  },
  errors: {
    unavailable: 'The newsroom’s sign-in service does not answer. Try again later, or use your password.',
    cancelled: 'You stopped signing in.',
    expired: 'This attempt is too old, or the browser keeps no cookies. Try again from here.',
    failed: 'This sign-in could not be confirmed. Try again; if it fails again, tell your administrator.',
    throttled: 'Too many attempts. Try again in 15 minutes.',
    unverified: 'The sign-in service has not verified your email address. Verify it there, then try again.',
    'no-account':
      'There is no account or invitation for this email address. Ask your newsroom’s administrator to invite you.',
    'other-identity':
      'This email address belongs to an account that is linked with another identity. Tell your newsroom’s administrator.',
    'other-account': 'This is not the account that has this page open. Use your own account.',
    suspended: 'This account is suspended. Ask your administrator.',
  },
  account: {
    title: 'Single sign-on',
    text: 'Open the desk with the account of your organisation.',
    failed: 'The link could not be loaded',
    linked: 'Linked with {{name}} since {{date}}.',
    notLinked: 'Not linked. The first sign-in with {{name}} and the same email address links the account.',
    unlink: 'Remove the link',
    noPassword: 'Ask your administrator for a link to set a password before you remove it.',
    unlinkTitle: 'Remove the link with {{name}}?',
    unlinkText: 'You will sign in with your password. Other devices are signed out.',
    unlinked: 'Removed the link with {{name}}.',
  },
};
