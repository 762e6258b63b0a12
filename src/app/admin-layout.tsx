import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { api } from '../lib/api.ts';
import { AdminsOnlyPage } from './error-page.tsx';

/** Layout of the admin pages: shows an error page to everyone else. The server authorizes each request anyway. */
export function AdminLayout() {
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  return viewer.role === 'admin' ? <Outlet /> : <AdminsOnlyPage />;
}
