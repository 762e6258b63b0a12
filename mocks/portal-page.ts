/**
 * Shows a reader's page. A service worker of MSW never sees a navigation, so the page that came is the desk's; it
 * fetches what the address really means and puts that in its own place. Readers' pages hold no script.
 */
export async function showPortalPage(): Promise<void> {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
}
