/** Sent by a page: the new version may replace the one in use. */
export const activateMessage = 'activate';
