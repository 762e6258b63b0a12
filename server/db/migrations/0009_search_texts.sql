CREATE TABLE "search_texts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"revision_id" uuid,
	"number" integer NOT NULL,
	"plain" text,
	"folded" text NOT NULL,
	"exact" text NOT NULL,
	"folded_head" text NOT NULL,
	"exact_head" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "articles_search";--> statement-breakpoint
DROP INDEX "revisions_search";--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "sort_title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_texts" ADD CONSTRAINT "search_texts_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_texts" ADD CONSTRAINT "search_texts_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "search_texts" ("article_id", "number", "folded", "exact", "folded_head", "exact_head")
SELECT "id", "short_id", ' ' || regexp_replace("search_text", '[^[:alnum:]]+', ' ', 'g') || ' ', '', '', '' FROM "articles";
--> statement-breakpoint
INSERT INTO "search_texts" ("article_id", "revision_id", "number", "folded", "exact", "folded_head", "exact_head")
SELECT "articles"."id", "revisions"."id", "short_id", ' ' || regexp_replace("revisions"."search_text", '[^[:alnum:]]+', ' ', 'g') || ' ', '', '', ''
FROM "revisions" JOIN "articles" ON "articles"."id" = "revisions"."article_id"
WHERE "revisions"."id" IN (SELECT "revision_id" FROM "publications");
--> statement-breakpoint
UPDATE "articles" SET "sort_title" = left("search_text", 60);
--> statement-breakpoint
CREATE UNIQUE INDEX "search_texts_working" ON "search_texts" USING btree ("article_id") WHERE "search_texts"."revision_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_texts_revision" ON "search_texts" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "search_texts_unfilled" ON "search_texts" USING btree ("id") WHERE "search_texts"."plain" is null;--> statement-breakpoint
CREATE INDEX "search_texts_working_search" ON "search_texts" USING gin ((array["number" / 1000]),"folded" gin_trgm_ops,"exact" gin_trgm_ops,"folded_head" gin_trgm_ops,"exact_head" gin_trgm_ops) WHERE "search_texts"."revision_id" is null;--> statement-breakpoint
CREATE INDEX "search_texts_public_search" ON "search_texts" USING gin ((array["number" / 1000]),"folded" gin_trgm_ops,"exact" gin_trgm_ops,"folded_head" gin_trgm_ops,"exact_head" gin_trgm_ops) WHERE "search_texts"."revision_id" is not null;--> statement-breakpoint
CREATE INDEX "articles_category" ON "articles" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "articles_trashed" ON "articles" USING btree ("trashed_at") WHERE "articles"."trashed_at" is not null;--> statement-breakpoint
CREATE INDEX "publications_time" ON "publications" USING btree ("visible_from");--> statement-breakpoint
ALTER TABLE "articles" DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "revisions" DROP COLUMN "search_text";