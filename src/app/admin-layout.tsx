import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { api } from '../lib/api.ts';
import { AdminsOnlyPage } from './error-page.tsx';

/** Around the rooms of the admins: whoever is none is told so, however they came here. The server refuses them anyway. */
export function AdminLayout() {
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  return viewer.role === 'admin' ? <Outlet /> : <AdminsOnlyPage />;
}
