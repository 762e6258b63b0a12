/** The working copy of an article, or its published revision. Apart from the schemas, so that addresses need no zod. */
export const previewVersions = ['working', 'published'] as const;
export type PreviewVersion = (typeof previewVersions)[number];
