// Chooses light or dark before the first paint, so that nothing flashes. A file of its own because the desk's
// security policy allows no inline scripts. src/app/providers.tsx writes the same key.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('toa-soan.color-scheme');
  } catch {
    // Storage is forbidden: follow the device.
  }
  const isDark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
})();
