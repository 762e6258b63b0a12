import { Client } from 'pg';

/**
 * Creates a database without rows on the tests' PostgreSQL, removed with the server.
 *
 * @param serverUrl `inject('postgresUrl')`
 * @param template `template0`: without tables too, as an operator creates it. Default: migrated, where the server is so.
 * @returns the new database's address.
 */
export async function createTestDatabase(
  serverUrl: string,
  template: 'template0' | 'template1' = 'template1',
): Promise<string> {
  const name = `test_${uniqueSuffix()}`;
  await queryServer(`${serverUrl}postgres`, `create database ${name} template ${template}`);
  return `${serverUrl}${name}`;
}

/**
 * Creates a database role without privileges. Roles belong to the whole server, so its name is unique.
 *
 * @param databaseUrl the database's address for its owner.
 * @returns the role's name, and the database's address for it.
 */
export async function createTestRole(databaseUrl: string): Promise<{ role: string; url: string }> {
  const role = `desk_${uniqueSuffix()}`;
  await queryServer(databaseUrl, `create role ${role} login password 'works'`);
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = 'works';
  return { role, url: url.href };
}

const uniqueSuffix = () => crypto.randomUUID().replaceAll('-', '');

async function queryServer(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
