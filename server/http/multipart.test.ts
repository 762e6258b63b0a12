import { expect, it } from 'vitest';
import { hasTooManyParts } from './multipart.ts';

const type = 'multipart/form-data; boundary=b';
const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
const body = (parts: number) => new TextEncoder().encode(`${part.repeat(parts)}--b--\r\n`);

it('a body of eight parts passes, one of nine does not', () => {
  expect(hasTooManyParts(body(8), type)).toBe(false);
  expect(hasTooManyParts(body(9), type)).toBe(true);
  expect(hasTooManyParts(body(9), 'multipart/form-data; charset=utf-8; boundary="b"')).toBe(true);
});

it('a real form passes', async () => {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(100_000).fill('-'.charCodeAt(0))], 'anh.jpg'));
  const request = new Request('http://desk.test', { method: 'POST', body: form });
  const contentType = request.headers.get('content-type') ?? '';
  expect(hasTooManyParts(new Uint8Array(await request.arrayBuffer()), contentType)).toBe(false);
});

it('25 MB that are nearly a delimiter everywhere are searched in linear time', () => {
  const almost = new Uint8Array(25 * 2 ** 20).fill('-'.charCodeAt(0));
  const start = process.cpuUsage();
  expect(hasTooManyParts(almost, `multipart/form-data; boundary=${'-'.repeat(60)}b`)).toBe(false);
  // About 40 ms; comparing the delimiter at every byte takes 1,300.
  expect(process.cpuUsage(start).user / 1_000).toBeLessThan(800);
});
