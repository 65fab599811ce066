import { playHalf } from './short.ts';

playHalf(1);
