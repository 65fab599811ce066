import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
  if (!/^\d{1,15}$/.test(params.number)) error(404, 'No such chat');
};
