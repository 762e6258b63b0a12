for (const button of document.querySelectorAll('[data-does]')) {
  const isCopy = button.dataset.does === 'copy';
  if (isCopy && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (!isCopy) {
      await allPictures();
      return window.print();
    }
    const status = document.querySelector('[data-copied]');
    try {
      await navigator.clipboard.writeText(button.dataset.text);
      if (status) status.textContent = 'Đã sao chép liên kết';
    } catch {
      if (status) status.textContent = button.dataset.text;
    }
  });
}

/** Lazy pictures below the window would be blank on paper. One that does not arrive is not waited for. */
async function allPictures() {
  const pictures = [...document.images].map((picture) => {
    picture.loading = 'eager';
    return picture.decode().catch(() => {});
  });
  await Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, 10_000))]);
}
