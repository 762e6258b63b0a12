for (const button of document.querySelectorAll('[data-does]')) {
  const isCopy = button.dataset.does === 'copy';
  if (isCopy && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (!isCopy) return window.print();
    const status = document.querySelector('[data-copied]');
    try {
      await navigator.clipboard.writeText(button.dataset.text);
      if (status) status.textContent = 'Đã sao chép liên kết';
    } catch {
      if (status) status.textContent = button.dataset.text;
    }
  });
}
