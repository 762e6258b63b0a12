import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('the default is the demo newsroom on port 3210 with its data in ./data', () => {
  expect(readConfig({})).toMatchObject({
    port: 3210,
    host: null,
    dataDir: './data',
    databaseUrl: null,
    demo: true,
    production: false,
    s3: null,
  });
});

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test.each([
  ['PORT', '70000', 'PORT must be a whole number from 0 to 65535, not "70000"'],
  ['PORT', '80a', 'PORT must be a whole number from 0 to 65535, not "80a"'],
  ['HOST', 'everywhere', 'HOST must be an IP address, not "everywhere"'],
  [
    'PUBLIC_URL',
    'https://desk.example.vn/toa-soan',
    'PUBLIC_URL must be an http or https address without a path',
  ],
  ['PUBLIC_URL', 'ftp://desk.example.vn', 'PUBLIC_URL must be'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug'],
  ['DEMO', 'true', 'DEMO must be yes or no, not "true"'],
  ['NODE_ENV', 'prod', 'NODE_ENV must be production, development or test'],
])('%s=%s is rejected by name', (name, value, message) => {
  expect(messageOf({ [name]: value })).toContain(message);
});

test('all problems are reported together', () => {
  expect(messageOf({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
});

test('the value of an invalid secret is not shown', () => {
  const message = messageOf({ SESSION_SECRET: 'too-short', DATABASE_URL: 'mysql://root:hunter2@db/x' });
  expect(message).toContain('SESSION_SECRET must have at least 32 characters');
  expect(message).toContain('DATABASE_URL must look like');
  expect(message).not.toMatch(/too-short|hunter2/);
  expect(messageOf({ S3_ENDPOINT: 's3://key:hunter2@s3.vn' })).not.toContain('hunter2');
  expect(messageOf({ PUBLIC_URL: 'https://a:hunter2@desk.vn/x' })).not.toContain('hunter2');
});

test('the demo is rejected in production, and is not the default on PostgreSQL', () => {
  expect(messageOf({ NODE_ENV: 'production', DEMO: 'yes' })).toContain('DEMO');
  expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL: 'postgres://desk@localhost/desk' }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL: 'postgres://desk@localhost/desk', DEMO: 'yes' }).demo).toBe(true);
});

test('a partial S3 configuration is rejected, naming what is missing', () => {
  const s3 = { S3_ENDPOINT: 'https://s3.example.vn', S3_BUCKET: 'anh', S3_ACCESS_KEY_ID: 'key' };
  expect(messageOf(s3)).toBe('S3_SECRET_ACCESS_KEY is missing beside the other S3 settings');
  expect(readConfig({ ...s3, S3_SECRET_ACCESS_KEY: 'secret' }).s3).toMatchObject({ region: 'us-east-1' });
});

test('mail needs a server, a sender and the public origin for its links', () => {
  const mail = {
    SMTP_URL: 'smtps://desk:secret@mail.example.vn',
    MAIL_FROM: 'Tòa Soạn <toasoan@example.vn>',
  };
  expect(messageOf(mail)).toBe('PUBLIC_URL is missing beside the other settings for mail');
  expect(messageOf({ SMTP_URL: mail.SMTP_URL }).split('\n')).toEqual([
    'MAIL_FROM is missing beside the other settings for mail',
    'PUBLIC_URL is missing beside the other settings for mail',
  ]);
  expect(readConfig({ ...mail, PUBLIC_URL: 'https://desk.example.vn/' }).mail).toEqual({
    smtpUrl: mail.SMTP_URL,
    from: mail.MAIL_FROM,
    deskUrl: 'https://desk.example.vn',
  });
  expect(readConfig({ PUBLIC_URL: 'https://desk.example.vn/' }).mail).toBeNull();
  expect(messageOf({ SMTP_URL: 'http://hunter2@mail' })).toMatch(/^SMTP_URL must look like (?!.*hunter2)/);
  expect(messageOf({ MAIL_FROM: 'nobody' })).toContain('MAIL_FROM must be an e-mail address');
});

test('single sign-on needs all of its settings and the public origin', () => {
  const provider = {
    OIDC_ISSUER: 'https://id.example.vn/newsroom',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'hunter2',
    OIDC_NAME: 'Tài khoản tòa báo',
  };
  expect(messageOf(provider)).toBe('PUBLIC_URL is missing beside the other settings for single sign-on');
  const all = { ...provider, PUBLIC_URL: 'https://desk.example.vn' };
  for (const name of Object.keys(provider)) {
    expect(messageOf({ ...all, [name]: '' })).toBe(
      `${name} is missing beside the other settings for single sign-on`,
    );
  }
  expect(readConfig(all).singleSignOn).toEqual({
    issuer: 'https://id.example.vn/newsroom',
    clientId: 'desk',
    clientSecret: 'hunter2',
    name: 'Tài khoản tòa báo',
    deskUrl: 'https://desk.example.vn',
  });
  expect(readConfig({ PUBLIC_URL: 'https://desk.example.vn' }).singleSignOn).toBeNull();
});

test.each([
  ['http://id.example.vn', false],
  ['http://localhost.example.vn', false],
  ['https://id.example.vn?tenant=1', false],
  ['https://id.example.vn', true],
  ['http://localhost:4000', true],
  ['http://[::1]:4000', true],
])('an issuer at %s is accepted: %s', (issuer, isAccepted) => {
  const message = messageOf({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'hunter2',
    OIDC_NAME: 'Tòa báo',
    PUBLIC_URL: 'https://desk.example.vn',
  });
  expect(message).toEqual(isAccepted ? 'accepted' : expect.stringContaining('OIDC_ISSUER must be the https'));
});

test('a migration role requires a working role', () => {
  const owner = 'postgres://owner:secret@localhost/desk';
  expect(messageOf({ MIGRATION_DATABASE_URL: owner })).toBe(
    'DATABASE_URL is missing beside MIGRATION_DATABASE_URL',
  );
  const both = { MIGRATION_DATABASE_URL: owner, DATABASE_URL: 'postgres://desk:secret@localhost/desk' };
  expect(readConfig(both)).toMatchObject({ migrationDatabaseUrl: owner, databaseUrl: both.DATABASE_URL });
});

test('Redis requires PostgreSQL', () => {
  const redis = { REDIS_URL: 'redis://:secret@localhost:6379' };
  expect(messageOf(redis)).toMatch(/^DATABASE_URL is missing beside REDIS_URL: (?!.*secret)/);
  const both = { ...redis, DATABASE_URL: 'postgres://desk:secret@localhost/desk' };
  expect(readConfig(both).redisUrl).toBe(redis.REDIS_URL);
  expect(readConfig({}).redisUrl).toBeNull();
  expect(messageOf({ ...both, REDIS_URL: 'http://hunter2@redis' })).toMatch(
    /^REDIS_URL must look like (?!.*hunter2)/,
  );
});

test('the public origin has no trailing slash', () => {
  expect(readConfig({ PUBLIC_URL: 'https://desk.example.vn/' }).publicUrl).toBe('https://desk.example.vn');
});
