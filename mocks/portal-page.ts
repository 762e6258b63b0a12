/**
 * Shows a reader's page. A service worker of MSW never sees a navigation, so the page that came is the desk's; it
 * fetches what the address really means and puts that in its own place. Readers' pages hold no script.
 */
export async function showPortalPage(): Promise<void> {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const before = [...document.head.childNodes];
  // The new ones first: a page without an icon, even for a moment, makes the browser ask for one.
  document.head.append(...page.head.childNodes);
  for (const node of before) node.remove();
  document.body.replaceWith(document.adoptNode(page.body));
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.removeAttribute('data-mantine-color-scheme');
}
