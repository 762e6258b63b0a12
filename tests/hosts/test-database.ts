import { Client } from 'pg';

/**
 * Makes an empty database on the PostgreSQL of the tests.
 *
 * @param serverUrl `inject('postgresUrl')`
 * @returns the new database's address. It goes with the server.
 */
export async function createTestDatabase(serverUrl: string): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: `${serverUrl}postgres` });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return `${serverUrl}${name}`;
}
