import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { beforeAll, expect, test, vi } from 'vitest';
import { startI18n } from '../../lib/i18n.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { useVersionedForm } from './use-versioned-form.ts';

type Fields = { name: string; url: string; isVisible: boolean };
type Page = Fields & { etag: string };

const names = ['name', 'url', 'isVisible'] as const;
const fieldsOf = ({ name, url, isVisible }: Page): Fields => ({ name, url, isVisible });
const stored: Page = { etag: '1', name: 'A', url: 'https://x.com/a', isVisible: true };
const stale = (current: Page) => new ApiProblem({ code: 'stale', status: 412 }, { current, fields: [] });

beforeAll(() => startI18n('vi'));

function renderForm(save: (request: { base: Page | null; changes: Partial<Fields> }) => Promise<Page>) {
  const onSaved = vi.fn();
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(
    (page: Page) => {
      const form = useForm<Fields>({ defaultValues: fieldsOf(page) });
      const { isDirty, errors } = form.formState;
      const options = { form, stored: page, names, fieldsOf, save, onSaved };
      const versioned = useVersionedForm({ ...options, failedTitle: '', queryKey: ['pages'] });
      return { form, isDirty, errors, versioned };
    },
    { initialProps: stored, wrapper },
  );
  const type = (changes: Partial<Fields>) =>
    act(() => {
      for (const name of names) {
        const value = changes[name];
        if (value !== undefined) result.current.form.setValue(name, value, { shouldDirty: true });
      }
    });
  const submit = () => act(() => result.current.versioned.submit());
  return { result, rerender, type, submit, onSaved };
}

test('only changed fields are sent, with the version they were changed in', async () => {
  const save = vi.fn(async () => ({ ...stored, name: 'B', etag: '2' }));
  const { result, type, submit, onSaved } = renderForm(save);
  type({ name: 'B' });
  expect(result.current.versioned.hasChanges()).toBe(true);
  submit();
  await waitFor(() =>
    expect(onSaved).toHaveBeenCalledWith({ ...stored, name: 'B', etag: '2' }, { name: 'B' }),
  );
  expect(save.mock.calls[0]).toMatchObject([{ base: stored, changes: { name: 'B' } }]);
  expect(result.current.versioned.hasChanges()).toBe(false);
  expect(result.current.isDirty).toBe(false);
});

test('what is typed while a save is on its way stays, as a change of the saved version', async () => {
  const saving = Promise.withResolvers<Page>();
  const save = vi.fn(() => saving.promise);
  const { result, type, submit, onSaved } = renderForm(save);
  type({ name: 'B' });
  submit();
  await waitFor(() => expect(save).toHaveBeenCalled());
  type({ name: 'B and more', isVisible: false });
  const saved = { ...stored, name: 'B', etag: '2' };
  await act(async () => saving.resolve(saved));
  await waitFor(() => expect(onSaved).toHaveBeenCalledWith(saved, { name: 'B' }));
  expect(result.current.form.getValues()).toEqual({
    ...fieldsOf(saved),
    name: 'B and more',
    isVisible: false,
  });
  expect(result.current.isDirty).toBe(true);
  expect(result.current.versioned.hasChanges()).toBe(true);
  submit();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(save.mock.calls[1]).toMatchObject([
    { base: saved, changes: { name: 'B and more', isVisible: false } },
  ]);
});

test('after a conflict unchanged fields take the saved values, and the next save overwrites the rest', async () => {
  const theirs = { ...stored, etag: '2', name: 'Theirs', isVisible: false };
  const save = vi
    .fn()
    .mockRejectedValueOnce(stale(theirs))
    .mockResolvedValueOnce({ ...theirs, name: 'Mine' });
  const { result, type, submit, onSaved } = renderForm(save);
  type({ name: 'Mine' });
  submit();
  await waitFor(() => expect(result.current.versioned.conflict?.changed).toEqual(['name', 'isVisible']));
  expect(result.current.form.getValues()).toEqual({ ...fieldsOf(theirs), name: 'Mine' });
  submit();
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(save.mock.calls[1]).toMatchObject([{ base: theirs, changes: { name: 'Mine' } }]);
  expect(result.current.versioned.conflict).toBeNull();
});

test('the saved values can be taken instead of the typed ones', async () => {
  const theirs = { ...stored, etag: '2', name: 'Theirs' };
  const { result, type, submit } = renderForm(() => Promise.reject(stale(theirs)));
  type({ name: 'Mine', url: 'https://x.com/mine' });
  submit();
  await waitFor(() => expect(result.current.versioned.conflict).not.toBeNull());
  act(() => result.current.versioned.takeTheirs());
  expect(result.current.form.getValues()).toEqual(fieldsOf(theirs));
  expect(result.current.isDirty).toBe(false);
});

test('a field that both changed to the same value is not dirty', async () => {
  const theirs = { ...stored, etag: '2', isVisible: false };
  const { result, type, submit } = renderForm(() => Promise.reject(stale(theirs)));
  type({ isVisible: false });
  submit();
  await waitFor(() => expect(result.current.versioned.conflict).not.toBeNull());
  expect(result.current.isDirty).toBe(false);
});

test('a field error of the server is set on its field', async () => {
  const problem = new ApiProblem({ code: 'invalid', status: 422, fields: { url: 'bad-url' } });
  const { result, type, submit } = renderForm(() => Promise.reject(problem));
  type({ url: 'x' });
  submit();
  await waitFor(() => expect(result.current.errors.url?.message).toMatch(/^Liên kết chưa đúng/));
});

test('the form follows the stored values until something is typed', async () => {
  const { result, rerender, type } = renderForm(() => Promise.reject(new Error('not called')));
  rerender({ ...stored, etag: '2', name: 'B' });
  await waitFor(() => expect(result.current.form.getValues('name')).toBe('B'));
  type({ url: 'https://x.com/mine' });
  rerender({ ...stored, etag: '3', name: 'C' });
  expect(result.current.form.getValues()).toEqual({ name: 'B', url: 'https://x.com/mine', isVisible: true });
});
