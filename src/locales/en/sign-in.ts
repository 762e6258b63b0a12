export const signIn = {
  title: 'Sign in',
  lead: 'The newsroom’s editorial desk',
  email: 'Email',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  emailRequired: 'Enter your email.',
  emailInvalid: 'This is not an email address.',
  passwordRequired: 'Enter your password.',
  wrong: 'Wrong email or password.',
  wrongPassword: 'Wrong password.',
  throttled: 'Too many attempts. Try again in {{span}}.',
  suspended: 'This account is suspended. Ask your administrator.',
  demo: {
    title: 'Demo newsroom',
    text: 'Choose an account to sign in. Shared password:',
  },
  /** The dialog before a sensitive action. */
  again: {
    title: 'Confirm it is you',
    text: 'This needs your password again, so that nobody can do it while you are away. You can then go on for 10 minutes.',
    submit: 'Confirm',
  },
  /** Why a session has ended: the bar (`waiting`) and the dialog over the page, the note on the sign-in page. */
  ended: {
    none: {
      title: 'Your session has ended',
      waiting: 'Go on working: changes are sent once you sign in again.',
      text: 'The page stays as it is and nothing is lost. Enter your password to go on.',
      note: 'Your session has ended. Please sign in again.',
    },
    expired: {
      title: 'Your session has ended',
      waiting: 'Go on working: changes are sent once you sign in again.',
      text: 'The page stays as it is and nothing is lost. Enter your password to go on.',
      note: 'Your session has ended because it was not used. Please sign in again.',
    },
    revoked: {
      title: 'You were signed out on this device',
      waiting: 'Go on working: changes are sent once you sign in again.',
      text: 'This session was ended on another device, or your password or second factor has changed. The page stays as it is. Sign in again to go on.',
      note: 'This session was ended on another device, or your password or second factor has changed. Please sign in again.',
    },
    suspended: {
      title: 'The account is suspended',
      waiting: 'What was not sent is still on this device.',
      text: 'An admin has suspended this account. What was not sent is still on this device. Please contact an admin of the newsroom; once the account is active again, sign in to go on.',
      note: 'The account is suspended. Please contact an admin of the newsroom.',
    },
  },
  expired: {
    account: 'Account',
    submit: 'Continue',
    later: 'Later',
    other: 'Use another account',
    otherTitle: 'Leave this page?',
    otherText:
      'Signing in with another account closes the open page. Unsaved changes may remain on this device only.',
    otherConfirm: 'Leave the page',
    bar: 'New changes cannot be saved.',
    barAction: 'Sign in again',
  },
};
