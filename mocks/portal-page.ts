/**
 * Shows a page of the portal. MSW does not intercept navigations, so the desk's page was loaded; it fetches the portal's
 * page and replaces its own document.
 */
export async function showPortalPage(): Promise<void> {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const oldNodes = [...document.head.childNodes];
  // Append before removing: a document without an icon, even briefly, makes the browser request one.
  document.head.append(...page.head.childNodes);
  for (const node of oldNodes) node.remove();
  document.body.replaceWith(document.adoptNode(page.body));
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.removeAttribute('data-mantine-color-scheme');
}
