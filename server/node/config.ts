import { isIP } from 'node:net';
import { z } from 'zod';
import type { SingleSignOnSettings } from '../auth/single-sign-on/provider.ts';
import { isLoopbackHost } from './own-host.ts';

/** The validated configuration of the Node host. Created by `readConfig` only. */
export type Config = {
  /** 0: any free port. */
  port: number;
  /** The IP address to listen on. Null: loopback for the demo newsroom, else every address. */
  host: string | null;
  /** The folder for the embedded database and the files. */
  dataDir: string;
  /** PostgreSQL. Null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  /** Connects several processes on one database. Null: a single process. */
  redisUrl: string | null;
  /** The public origin, such as `https://desk.example.vn`. Null: this machine. */
  publicUrl: string | null;
  /** Signs the session cookie. Null: generated and stored in the database. */
  sessionSecret: string | null;
  /** HMAC key of the audit log. Null: generated and stored in the database. */
  auditSecret: string | null;
  /** Authenticates backups. Null: `auditSecret` does, or a key that the backup prints. */
  backupKey: string | null;
  /** The role that owns and migrates the tables, when the role of `databaseUrl` may not. Null: the same role. */
  migrationDatabaseUrl: string | null;
  /** The mail server for invitations. Null: links are only shown to the admin. */
  mail: { smtpUrl: string; from: string; deskUrl: string } | null;
  /** The OpenID Connect provider for single sign-on. Null: passwords only. */
  singleSignOn: SingleSignOnSettings | null;
  logLevel: (typeof logLevels)[number];
  /** The number of trusted reverse proxies that append to `X-Forwarded-For`. */
  proxies: number;
  /** Fill an empty database with the demo newsroom. */
  demo: boolean;
  production: boolean;
  /** S3-compatible storage for files. Null: in `dataDir`. */
  s3: {
    endpoint: string;
    region: string;
    bucket: string;
    accessKeyId: string;
    secretAccessKey: string;
  } | null;
};

/** Invalid configuration. The message names each variable and its expected format, never a secret. */
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
  message: 'must look like postgres://user:password@host:5432/database',
  isSecret: true,
} as const;

/** Each variable with its schema and the error message. */
const variables = {
  PORT: { schema: wholeNumber(0, 65_535), message: 'must be a whole number from 0 to 65535' },
  HOST: { schema: z.string().refine((value) => isIP(value) !== 0), message: 'must be an IP address' },
  DATA_DIR: { schema: z.string(), message: 'must be a folder' },
  DATABASE_URL: postgresAddress,
  MIGRATION_DATABASE_URL: postgresAddress,
  REDIS_URL: {
    schema: z
      .string()
      .refine(
        (value) => /^rediss?:\/\//.test(value) && URL.canParse(value) && new URL(value).hostname !== '',
      ),
    message: 'must look like redis://user:password@host:6379, or rediss:// for TLS',
    isSecret: true,
  },
  PUBLIC_URL: {
    schema: httpAddress
      .refine((value) => ['', '/'].includes(new URL(value).pathname + new URL(value).search))
      .transform((value) => new URL(value).origin),
    message: 'must be an http or https address without a path, like https://desk.example.vn',
  },
  SESSION_SECRET: { schema: z.string().min(32), message: 'must have at least 32 characters', isSecret: true },
  AUDIT_SECRET: { schema: z.string().min(32), message: 'must have at least 32 characters', isSecret: true },
  BACKUP_KEY: { schema: z.string().min(32), message: 'must have at least 32 characters', isSecret: true },
  SMTP_URL: {
    schema: z
      .string()
      .refine(
        (value) =>
          URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== '',
      ),
    message: 'must look like smtps://user:password@mail.example.vn:465 or smtp://mail.example.vn:587',
    isSecret: true,
  },
  MAIL_FROM: {
    schema: z.string().regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/),
    message: 'must be an e-mail address, or a name with one: Tòa Soạn <toasoan@example.vn>',
  },
  LOG_LEVEL: { schema: z.enum(logLevels), message: `must be one of ${logLevels.join(', ')}` },
  PROXIES: { schema: wholeNumber(0, 10), message: 'must be a whole number from 0 to 10' },
  DEMO: { schema: z.enum(['yes', 'no']), message: 'must be yes or no' },
  NODE_ENV: {
    schema: z.enum(['production', 'development', 'test']),
    message: 'must be production, development or test',
  },
  OIDC_ISSUER: {
    schema: httpAddress.refine((value) => {
      const { protocol, hostname, search, hash } = new URL(value);
      return search + hash === '' && (protocol === 'https:' || isLoopbackHost(hostname));
    }),
    message: 'must be the https address of the issuer, like https://id.example.vn',
  },
  OIDC_CLIENT_ID: { schema: z.string().max(500), message: 'must have at most 500 characters' },
  OIDC_CLIENT_SECRET: {
    schema: z.string().max(500),
    message: 'must have at most 500 characters',
    isSecret: true,
  },
  OIDC_NAME: { schema: z.string().max(40), message: 'must have at most 40 characters' },
  S3_ENDPOINT: { schema: httpAddress, message: 'must be an http or https address' },
  S3_REGION: { schema: z.string(), message: 'must be a region' },
  S3_BUCKET: { schema: z.string(), message: 'must be a bucket' },
  S3_ACCESS_KEY_ID: { schema: z.string(), message: 'must be a key', isSecret: true },
  S3_SECRET_ACCESS_KEY: { schema: z.string(), message: 'must be a key', isSecret: true },
} satisfies Record<string, { schema: z.ZodType; message: string; isSecret?: true }>;

type Variables = { [Name in keyof typeof variables]?: z.infer<(typeof variables)[Name]['schema']> };

/**
 * Parses the environment variables. An empty one counts as missing.
 *
 * @throws ConfigError with all problems, not only the first.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) => {
      const given = environment[name];
      if (given === undefined || given === '') return [];
      const parsed = variable.schema.safeParse(given);
      if (parsed.success) return [[name, parsed.data]];
      const actual = 'isSecret' in variable ? '' : `, not ${JSON.stringify(withoutCredentials(given))}`;
      problems.push(`${name} ${variable.message}${actual}`);
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
  const singleSignOn = readSingleSignOn(values, problems);
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));

  return {
    port: values.PORT ?? 3210,
    host: values.HOST ?? null,
    dataDir: values.DATA_DIR ?? './data',
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL ?? null,
    mail,
    singleSignOn,
    publicUrl: values.PUBLIC_URL ?? null,
    sessionSecret: values.SESSION_SECRET ?? null,
    auditSecret: values.AUDIT_SECRET ?? null,
    backupKey: values.BACKUP_KEY ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    proxies: values.PROXIES ?? 0,
    // An external database is filled with the demo only when asked for explicitly.
    demo: values.DEMO ? values.DEMO === 'yes' : !production && !values.DATABASE_URL,
    production,
    s3,
  };
}

/** An address with a user and password is wrong where this is shown, and no less secret. */
function withoutCredentials(value: string): string {
  return value.replace(/\/\/.*@/s, '//…@');
}

/** Links in mails need the configured origin: a request's `Host` header can be forged. */
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

/** The provider redirects to the configured origin, and the button needs a name. */
function readSingleSignOn(values: Variables, problems: string[]): Config['singleSignOn'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  const { OIDC_NAME: name, PUBLIC_URL: deskUrl } = values;
  if (issuer && clientId && clientSecret && name && deskUrl)
    return { issuer, clientId, clientSecret, name, deskUrl };
  if (!issuer && !clientId && !clientSecret && !name) return null;
  for (const name of [
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_NAME',
    'PUBLIC_URL',
  ] as const) {
    if (!values[name] && !problems.some((problem) => problem.startsWith(`${name} `))) {
      problems.push(`${name} is missing beside the other settings for single sign-on`);
    }
  }
  return null;
}

const s3Required = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** All or none: with a partial configuration, files would silently be stored on disk. */
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
