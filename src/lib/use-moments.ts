import { momentsIn } from './moment.ts';
import { useNewsroomTimeZone } from './use-newsroom-time-zone.ts';

/** Formats moments in the newsroom's time zone. */
export const useMoments = () => momentsIn(useNewsroomTimeZone());
