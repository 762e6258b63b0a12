/** What the file picker offers. `image/*` and not a list of types: only then a phone offers its camera. */
const accepted = 'image/*';

/** Opens the file picker. @returns the chosen files in their order; none when it was closed. */
export function chooseFiles({ multiple }: { multiple: boolean }): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accepted;
    input.multiple = multiple;
    input.hidden = true;
    const finish = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', finish);
    input.addEventListener('cancel', finish);
    // Some phones forget an input that stands nowhere while their camera is open.
    document.body.append(input);
    input.click();
  });
}
