import userEvent from '@testing-library/user-event';

/** A user whose key presses and clicks follow each other without a timer in between. */
export const setUpUser = () => userEvent.setup({ delay: null });
