import { isIP } from 'node:net';
import { z } from 'zod';

/** What the Node host is told from outside. Made by `readConfig` alone, so it is always complete and checked. */
export type Config = {
  /** 0: any free port. */
  port: number;
  /** The address to listen on. Null: loopback while the demo newsroom is present, else every address. */
  host: string | null;
  /** Holds the database folder and the pictures, unless they live elsewhere. */
  dataDir: string;
  /** PostgreSQL. Null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  /** Where several processes on one database meet. Null: there is one. */
  redisUrl: string | null;
  /** Where people reach the desk, without a slash at the end, as `https://desk.example.vn`. Null: this machine. */
  publicUrl: string | null;
  /** Signs the session cookie. Null: made once and kept in the database. */
  sessionSecret: string | null;
  /** Seals the end of the audit log. Null: made once and kept in the database. */
  auditSecret: string | null;
  /** The role that owns the tables and migrates them, where `databaseUrl` is that of one who may not. Null: the same. */
  migrationDatabaseUrl: string | null;
  /** The mail server for invitations. Null: links are shown to the admin alone. */
  mail: { smtpUrl: string; from: string; deskUrl: string } | null;
  logLevel: (typeof logLevels)[number];
  /** How many proxies of our own stand before the server and add to `X-Forwarded-For`. */
  proxies: number;
  /** Fill an empty database with the demo newsroom. */
  demo: boolean;
  production: boolean;
  /** S3-compatible storage for the pictures. Null: in `dataDir`. */
  s3: {
    endpoint: string;
    region: string;
    bucket: string;
    accessKeyId: string;
    secretAccessKey: string;
  } | null;
};

/** Something in the environment is wrong. The message names each variable and what it must be; never a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);

const httpAddress = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol));

const postgresAddress = {
  schema: z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value)),
  must: 'must look like postgres://user:password@host:5432/database',
  isSecret: true,
} as const;

/** Each variable, with the words that stand in the message where it is wrong. */
const variables = {
  PORT: { schema: wholeNumber(0, 65_535), must: 'must be a whole number from 0 to 65535' },
  HOST: { schema: z.string().refine((value) => isIP(value) !== 0), must: 'must be an IP address' },
  DATA_DIR: { schema: z.string(), must: 'must be a folder' },
  DATABASE_URL: postgresAddress,
  MIGRATION_DATABASE_URL: postgresAddress,
  REDIS_URL: {
    schema: z
      .string()
      .refine(
        (value) => /^rediss?:\/\//.test(value) && URL.canParse(value) && new URL(value).hostname !== '',
      ),
    must: 'must look like redis://user:password@host:6379, or rediss:// for TLS',
    isSecret: true,
  },
  PUBLIC_URL: {
    schema: httpAddress
      .refine((value) => ['', '/'].includes(new URL(value).pathname + new URL(value).search))
      .transform((value) => new URL(value).origin),
    must: 'must be an http or https address without a path, like https://desk.example.vn',
  },
  SESSION_SECRET: { schema: z.string().min(32), must: 'must have at least 32 characters', isSecret: true },
  AUDIT_SECRET: { schema: z.string().min(32), must: 'must have at least 32 characters', isSecret: true },
  SMTP_URL: {
    schema: z
      .string()
      .refine(
        (value) =>
          URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== '',
      ),
    must: 'must look like smtps://user:password@mail.example.vn:465 or smtp://mail.example.vn:587',
    isSecret: true,
  },
  MAIL_FROM: {
    schema: z.string().regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/),
    must: 'must be an e-mail address, or a name with one: Tòa Soạn <toasoan@example.vn>',
  },
  LOG_LEVEL: { schema: z.enum(logLevels), must: `must be one of ${logLevels.join(', ')}` },
  PROXIES: { schema: wholeNumber(0, 10), must: 'must be a whole number from 0 to 10' },
  DEMO: { schema: z.enum(['yes', 'no']), must: 'must be yes or no' },
  NODE_ENV: {
    schema: z.enum(['production', 'development', 'test']),
    must: 'must be production, development or test',
  },
  S3_ENDPOINT: { schema: httpAddress, must: 'must be an http or https address' },
  S3_REGION: { schema: z.string(), must: 'must be a region' },
  S3_BUCKET: { schema: z.string(), must: 'must be a bucket' },
  S3_ACCESS_KEY_ID: { schema: z.string(), must: 'must be a key', isSecret: true },
  S3_SECRET_ACCESS_KEY: { schema: z.string(), must: 'must be a key', isSecret: true },
} satisfies Record<string, { schema: z.ZodType; must: string; isSecret?: true }>;

type Variables = { [Name in keyof typeof variables]?: z.infer<(typeof variables)[Name]['schema']> };

/**
 * Reads the environment. A variable that is empty counts as absent.
 *
 * @throws ConfigError that lists everything that is wrong, not just the first.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) => {
      const given = environment[name];
      if (given === undefined || given === '') return [];
      const parsed = variable.schema.safeParse(given);
      if (parsed.success) return [[name, parsed.data]];
      const what = 'isSecret' in variable ? '' : `, not ${JSON.stringify(given)}`;
      problems.push(`${name} ${variable.must}${what}`);
      return [];
    }),
  ) as Variables;

  const production = values.NODE_ENV === 'production';
  if (production && values.DEMO === 'yes') problems.push('DEMO must not be yes in production');
  if (values.MIGRATION_DATABASE_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_URL is missing beside MIGRATION_DATABASE_URL');
  }
  if (values.REDIS_URL && !values.DATABASE_URL) {
    problems.push(
      'DATABASE_URL is missing beside REDIS_URL: several processes share a PostgreSQL, the embedded database is for one',
    );
  }
  const s3 = readS3(values, problems);
  const mail = readMail(values, problems);
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));

  return {
    port: values.PORT ?? 3210,
    host: values.HOST ?? null,
    dataDir: values.DATA_DIR ?? './data',
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL ?? null,
    mail,
    publicUrl: values.PUBLIC_URL ?? null,
    sessionSecret: values.SESSION_SECRET ?? null,
    auditSecret: values.AUDIT_SECRET ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    proxies: values.PROXIES ?? 0,
    // A database that somebody else runs is not filled with a demo unless they say so.
    demo: values.DEMO ? values.DEMO === 'yes' : !production && !values.DATABASE_URL,
    production,
    s3,
  };
}

/** Links in mails begin with the desk's own address: the one that a request names could be anybody's. */
function readMail(values: Variables, problems: string[]): Config['mail'] {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: deskUrl } = values;
  if (!smtpUrl && !from) return null;
  if (smtpUrl && from && deskUrl) return { smtpUrl, from, deskUrl };
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'] as const) {
    if (!values[name] && !problems.some((problem) => problem.startsWith(`${name} `))) {
      problems.push(`${name} is missing beside the other settings for mail`);
    }
  }
  return null;
}

const s3Required = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** All of it or nothing: half a configuration would quietly store pictures on the disk. */
function readS3(values: Variables, problems: string[]): Config['s3'] {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = values;
  if (S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    return {
      endpoint: S3_ENDPOINT,
      region: S3_REGION ?? 'us-east-1',
      bucket: S3_BUCKET,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    };
  }
  if (S3_REGION || s3Required.some((name) => values[name])) {
    for (const name of s3Required) {
      if (!values[name] && !problems.some((problem) => problem.startsWith(`${name} `))) {
        problems.push(`${name} is missing beside the other S3 settings`);
      }
    }
  }
  return null;
}
