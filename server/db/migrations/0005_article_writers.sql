CREATE TABLE "article_writers" (
	"article_id" uuid NOT NULL,
	"client_id" bigint NOT NULL,
	"from_clock" bigint NOT NULL,
	"to_clock" bigint NOT NULL,
	"user_id" text,
	CONSTRAINT "article_writers_article_id_client_id_from_clock_pk" PRIMARY KEY("article_id","client_id","from_clock")
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "own_shares" jsonb;--> statement-breakpoint
ALTER TABLE "article_writers" ADD CONSTRAINT "article_writers_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_writers" ADD CONSTRAINT "article_writers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;