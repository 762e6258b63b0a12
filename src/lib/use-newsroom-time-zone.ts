import { useQuery } from '@tanstack/react-query';
import { newsroomTimeZone } from '../../domain/dates.ts';
import { api } from './api.ts';

/** The IANA name of the newsroom's time zone; the default while it is unknown. */
export function useNewsroomTimeZone(): string {
  const { data } = useQuery(api.newsroom.get.queryOptions());
  return data?.timeZone ?? newsroomTimeZone;
}
