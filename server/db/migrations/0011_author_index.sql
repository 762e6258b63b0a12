DROP INDEX "article_authors_user";--> statement-breakpoint
CREATE INDEX "article_authors_user" ON "article_authors" USING btree ("user_id","article_id");