CREATE TABLE "article_counts" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"change" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "articles_updated";--> statement-breakpoint
DROP INDEX "articles_stage";--> statement-breakpoint
DROP INDEX "articles_published";--> statement-breakpoint
DROP INDEX "articles_category";--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "first_visible_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "last_visible_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "reader_category_id" uuid;--> statement-breakpoint
UPDATE "articles" SET "first_visible_from" = "valid"."first", "last_visible_from" = "valid"."last", "reader_category_id" = "valid"."category_id"
FROM (
	SELECT "articles"."id", min("visible_from") AS "first", max("visible_from") AS "last",
		(array_agg("publications"."category_id" ORDER BY "visible_from" DESC, "publications"."created_at" DESC))[1] AS "category_id"
	FROM "articles" JOIN "publications" ON "article_id" = "articles"."id"
	WHERE "withdrawn_at" IS NULL OR "visible_from" > "withdrawn_at"
	GROUP BY "articles"."id"
) "valid" WHERE "valid"."id" = "articles"."id";
--> statement-breakpoint
CREATE INDEX "articles_updated" ON "articles" USING btree ("updated_at","id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_waiting" ON "articles" USING btree (coalesce("submitted_at", "updated_at"),"id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_published" ON "articles" USING btree (coalesce("published_at", 'epoch'::timestamptz),"id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_title" ON "articles" USING btree ("sort_title" collate "C","id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_category" ON "articles" USING btree ("category_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "articles_category_waiting" ON "articles" USING btree ("category_id",coalesce("submitted_at", "updated_at"),"id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_category_published" ON "articles" USING btree ("category_id",coalesce("published_at", 'epoch'::timestamptz),"id") WHERE "articles"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "articles_stage" ON "articles" USING btree ("stage","updated_at") WHERE "articles"."trashed_at" is null and "articles"."stage" <> 'none';--> statement-breakpoint
CREATE INDEX "articles_returned" ON "articles" USING btree ("updated_at") WHERE "articles"."trashed_at" is null and "articles"."is_returned";--> statement-breakpoint
CREATE INDEX "articles_last_visible" ON "articles" USING btree ("last_visible_from");--> statement-breakpoint
CREATE INDEX "articles_readers" ON "articles" USING btree ("reader_category_id","published_at","id") WHERE "articles"."last_visible_from" is not null;--> statement-breakpoint
CREATE INDEX "articles_sitemap" ON "articles" USING btree (("short_id" / 5000),"last_visible_from") WHERE "articles"."last_visible_from" is not null;--> statement-breakpoint
CREATE INDEX "publications_revision" ON "publications" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "revisions_category" ON "revisions" USING btree (("fields" ->> 'categoryId'));--> statement-breakpoint
-- The times of an article's valid publications, and the category of the latest: see `publicationAt`.
CREATE FUNCTION "visibility_of"("article" uuid, "withdrawn" timestamptz)
RETURNS TABLE ("first" timestamptz, "last" timestamptz, "category" uuid) LANGUAGE sql STABLE AS $$
	SELECT min("visible_from"), max("visible_from"), (array_agg("category_id" ORDER BY "visible_from" DESC, "created_at" DESC))[1]
	FROM "publications" WHERE "article_id" = "article" AND ("withdrawn" IS NULL OR "visible_from" > "withdrawn")
$$;
--> statement-breakpoint
-- A plan is cached for the session, and one for many rows must not be used for one row: nested loops serve both.
CREATE FUNCTION "publications_changed"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
	UPDATE "articles" SET ("first_visible_from", "last_visible_from", "reader_category_id") =
		(SELECT "first", "last", "category" FROM "visibility_of"("id", "withdrawn_at"))
	FROM (SELECT DISTINCT "article_id" FROM "changed") AS "changed" WHERE "id" = "article_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "publications_inserted" AFTER INSERT ON "publications" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "publications_changed"();--> statement-breakpoint
CREATE TRIGGER "publications_updated" AFTER UPDATE ON "publications" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "publications_changed"();--> statement-breakpoint
CREATE TRIGGER "publications_deleted" AFTER DELETE ON "publications" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "publications_changed"();--> statement-breakpoint
CREATE FUNCTION "withdrawal_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT "first", "last", "category" INTO NEW."first_visible_from", NEW."last_visible_from", NEW."reader_category_id"
	FROM "visibility_of"(NEW."id", NEW."withdrawn_at");
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "articles_withdrawn" BEFORE UPDATE OF "withdrawn_at" ON "articles" FOR EACH ROW WHEN (OLD."withdrawn_at" IS DISTINCT FROM NEW."withdrawn_at") EXECUTE FUNCTION "withdrawal_changed"();--> statement-breakpoint
-- The kinds of which an article is one, as if all its publication times had passed: those of `author`, or else its own.
CREATE FUNCTION "counts_of_article"("author" text, "stage" text, "trashed_at" timestamptz, "category_id" uuid, "first" timestamptz, "last" timestamptz, "reader_category_id" uuid)
RETURNS TABLE ("kind" text, "key" text) LANGUAGE sql IMMUTABLE AS $$
	SELECT "counted"."kind", "counted"."key" FROM (VALUES
		('all', '', "author" IS NULL AND "trashed_at" IS NULL),
		('visible', '', "author" IS NULL AND "trashed_at" IS NULL AND "first" IS NOT NULL),
		('readable', '', "author" IS NULL AND "trashed_at" IS NULL AND "stage" = 'none' AND "last" IS NOT NULL),
		('category', "category_id"::text, "author" IS NULL AND "trashed_at" IS NULL AND "category_id" IS NOT NULL),
		('reader-category', "reader_category_id"::text, "author" IS NULL AND "reader_category_id" IS NOT NULL),
		('author', "author", "author" IS NOT NULL AND "trashed_at" IS NULL),
		('author-unreadable', "author", "author" IS NOT NULL AND "trashed_at" IS NULL AND NOT ("stage" = 'none' AND "last" IS NOT NULL)),
		('author-revising', "author", "author" IS NOT NULL AND "trashed_at" IS NULL AND "stage" <> 'none' AND "first" IS NOT NULL)
	) AS "counted"("kind", "key", "holds") WHERE "holds"
$$;
--> statement-breakpoint
INSERT INTO "article_counts"
SELECT "kind", "key", count(*) FROM "articles"
	CROSS JOIN LATERAL (SELECT NULL UNION ALL SELECT "user_id" FROM "article_authors" WHERE "article_id" = "id") AS "author"("author")
	CROSS JOIN LATERAL "counts_of_article"("author", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id")
GROUP BY "kind", "key";
--> statement-breakpoint
-- Adds changes, merged with the rows of the same counts that no other transaction has locked.
CREATE FUNCTION "change_article_counts"("changes" "article_counts"[]) RETURNS void LANGUAGE sql AS $$
	WITH "merged" AS (
		DELETE FROM "article_counts" WHERE "ctid" = ANY (ARRAY(
			SELECT "stored"."ctid" FROM "article_counts" AS "stored" JOIN unnest("changes") USING ("kind", "key")
			FOR UPDATE OF "stored" SKIP LOCKED
		)) RETURNING *
	)
	INSERT INTO "article_counts" SELECT "kind", "key", sum("change")
	FROM (SELECT * FROM "merged" UNION ALL SELECT * FROM unnest("changes")) AS "added" GROUP BY "kind", "key"
$$;
--> statement-breakpoint
CREATE FUNCTION "count_articles"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	"changes" "article_counts"[];
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT array_agg(ROW("kind", "key", "change")::"article_counts") INTO "changes" FROM (
			SELECT "kind", "key", count(*) AS "change" FROM "added"
				CROSS JOIN LATERAL "counts_of_article"(NULL, "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id")
			GROUP BY "kind", "key") AS "summed";
	ELSE
		SELECT array_agg(ROW("kind", "key", "change")::"article_counts") INTO "changes" FROM (
			SELECT "kind", "key", sum("sign") AS "change" FROM (
				-- Most updates change none of these columns.
				SELECT "id", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id", sum("sign") AS "sign" FROM (
					SELECT 1 AS "sign", "id", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id" FROM "added"
					UNION ALL
					SELECT -1, "id", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id" FROM "removed"
				) AS "versions"
				GROUP BY "id", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id"
				HAVING sum("sign") <> 0
			) AS "changed"
				CROSS JOIN LATERAL (SELECT NULL UNION ALL SELECT "user_id" FROM "article_authors" WHERE "article_id" = "id") AS "author"("author")
				CROSS JOIN LATERAL "counts_of_article"("author", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id")
			GROUP BY "kind", "key" HAVING sum("sign") <> 0) AS "summed";
	END IF;
	IF "changes" IS NOT NULL THEN
		PERFORM "change_article_counts"("changes");
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "articles_counted_on_insert" AFTER INSERT ON "articles" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "count_articles"();--> statement-breakpoint
CREATE TRIGGER "articles_counted_on_update" AFTER UPDATE ON "articles" REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "count_articles"();--> statement-breakpoint
-- Before the deletion cascades to the authors.
CREATE FUNCTION "uncount_article"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "change_article_counts"(array_agg(ROW("kind", "key", -1)::"article_counts"))
	FROM (SELECT NULL UNION ALL SELECT "user_id" FROM "article_authors" WHERE "article_id" = OLD."id") AS "author"("author")
		CROSS JOIN LATERAL "counts_of_article"("author", OLD."stage", OLD."trashed_at", OLD."category_id", OLD."first_visible_from", OLD."last_visible_from", OLD."reader_category_id");
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "articles_counted_on_delete" BEFORE DELETE ON "articles" FOR EACH ROW EXECUTE FUNCTION "uncount_article"();--> statement-breakpoint
CREATE FUNCTION "count_authors"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	"changes" "article_counts"[];
BEGIN
	SELECT array_agg(ROW("kind", "key", "change")::"article_counts") INTO "changes" FROM (
		SELECT "kind", "key", count(*) * TG_ARGV[0]::integer AS "change"
		FROM "changed" JOIN "articles" ON "articles"."id" = "changed"."article_id"
			CROSS JOIN LATERAL "counts_of_article"("user_id", "stage", "trashed_at", "category_id", "first_visible_from", "last_visible_from", "reader_category_id")
		GROUP BY "kind", "key") AS "summed";
	IF "changes" IS NOT NULL THEN
		PERFORM "change_article_counts"("changes");
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "article_authors_inserted" AFTER INSERT ON "article_authors" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_authors"('1');--> statement-breakpoint
CREATE TRIGGER "article_authors_deleted" AFTER DELETE ON "article_authors" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_authors"('-1');--> statement-breakpoint
CREATE TRIGGER "article_authors_replaced" AFTER UPDATE ON "article_authors" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_authors"('-1');--> statement-breakpoint
CREATE TRIGGER "article_authors_replacing" AFTER UPDATE ON "article_authors" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_authors"('1');
