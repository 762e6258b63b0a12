/** A new block id: 12 characters of `A–Z a–z 0–9 - _`, random enough for one article's blocks (72 bits). */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
