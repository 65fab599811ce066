import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** An address that nothing has: said inside of the desk's frame, so that one can go on from there. */
export const load: PageLoad = () => error(404, 'No such page');
