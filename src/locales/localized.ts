/**
 * The shape that a translation of `Texts` must have: the same keys, each a text. Vietnamese has one plural form, so its
 * `count_other` may have a `count_one` beside it in a language that tells one from many.
 */
export type Localized<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Localized<Texts[Key]>;
} & {
  readonly [Key in keyof Texts as Key extends `${infer Base}_other` ? `${Base}_one` : never]?: string;
};
