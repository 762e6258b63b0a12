import { type Score, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { vietnameseCommonWords } from './common-passwords.ts';
import { limits } from './limits.ts';
import { fold } from './vietnamese.ts';

/*
 * Rules for new passwords (NIST SP 800-63B, 3.1.1.2: a minimum length and a comparison with common values, no rules
 * about kinds of characters). The dictionaries have 400 KB: screens import this module when a password is typed.
 */

export type PasswordJudgement = {
  strength: 'weak' | 'fair' | 'good' | 'strong';
  /** The error code of the field; null when the password is accepted. */
  problem: 'too-short' | 'too-common' | null;
  /** The reason why it is not stronger. Null with `strong`. */
  reason: 'short' | 'personal' | 'common' | null;
};

const strengthOf = { 0: 'weak', 1: 'weak', 2: 'fair', 3: 'good', 4: 'strong' } as const;

/** Longer passwords are judged by this prefix. The estimate takes up to 15 ms at this length and grows quadratically. */
const judgedMaxChars = 48;

let estimator: ZxcvbnFactory | null = null;

/**
 * Judges a new password. Takes at most some 40 ms, the first call 30 ms more.
 *
 * @param personal texts that somebody who knows the person would try: name, e-mail address, name of the newsroom.
 */
export function judgePassword(password: string, personal: readonly string[]): PasswordJudgement {
  if (password.length < limits.passwordMinChars)
    return { strength: 'weak', problem: 'too-short', reason: 'short' };
  const judged = password.slice(0, judgedMaxChars);
  const folded = fold(judged).replace(/[\s@._-]/g, '');
  const score = lower(scoreOf(judged), scoreOf(folded));
  // Personal words count for nothing, in whatever order and spelling they stand.
  const impersonalScore = scoreOf(without(folded, personalWords(personal)));
  const lowest = lower(score, impersonalScore);
  const strength = strengthOf[lowest];
  return {
    strength,
    problem: strength === 'weak' ? 'too-common' : null,
    reason: strength === 'strong' ? null : impersonalScore < score ? 'personal' : 'common',
  };
}

const lower = (a: Score, b: Score): Score => (a < b ? a : b);

/** @returns zxcvbn's score: 2 from a million guesses, 3 from 10⁸, 4 from 10¹⁰. */
function scoreOf(text: string): Score {
  if (text === '') return 0;
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, vietnamese: vietnameseCommonWords },
    graphs: { qwerty: adjacencyGraphs.qwerty, keypad: adjacencyGraphs.keypad },
    maxLength: judgedMaxChars,
    l33tMaxSubstitutions: 20,
  });
  return estimator.check(text).score;
}

/** Folded words of three or more characters, longest first. Shorter ones are parts of many other words. */
function personalWords(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u));
  return [...new Set(words)].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
}

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
}
