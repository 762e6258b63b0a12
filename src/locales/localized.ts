/**
 * The type of a translation of `Texts`: the same keys with string values. Vietnamese has one plural form, so other
 * languages may add `…_one` beside `…_other`.
 */
export type Localized<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Localized<Texts[Key]>;
} & {
  readonly [Key in keyof Texts as Key extends `${infer Base}_other` ? `${Base}_one` : never]?: string;
};
