let region: HTMLElement | null = null;

/** Says something to screen readers without moving the focus. One live region serves the whole page. */
export function announce(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.className = 'figure-announcer';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = text;
}
