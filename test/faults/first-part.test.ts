import { playPart } from './short.ts';

playPart(0);
