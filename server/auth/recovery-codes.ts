import { sha256Hex } from '../../domain/bytes.ts';

const codeCount = 10;
/** Without 0, 1, l and o, which are misread on paper. 32 letters: five bits each. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';
const codeChars = 16;

/** Ten codes of 80 random bits: `k3f9-x7m2-pqtb-4h6n`. Shown once; store the hashes only. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codeCount }, () => {
    const letters = Array.from(
      crypto.getRandomValues(new Uint8Array(codeChars)),
      (byte) => alphabet[byte % alphabet.length],
    );
    return letters.join('').replace(/.{4}(?=.)/g, '$&-');
  });
}

/** SHA-256, hex. No salt and no slow hash, because a code has 80 random bits. Ignores case, spaces and hyphens. */
export function hashRecoveryCode(code: string): Promise<string> {
  return sha256Hex(code.toLowerCase().replace(/[\s-]/g, ''));
}
