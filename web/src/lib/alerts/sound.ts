import type { Whose } from './judge.ts';

/** Two notes that rise are one's own, a single one is nobody's, a low and soft one a colleague's. */
const NOTES: Record<Whose, { hertz: number[]; volume: number }> = {
  mine: { hertz: [659, 880], volume: 0.2 },
  nobody: { hertz: [659], volume: 0.16 },
  others: { hertz: [392], volume: 0.1 },
};
const NOTE_SECONDS = 0.16;

let context: AudioContext | null = null;

/** Before somebody has touched the page a browser keeps it silent, which is no fault. */
export function play(whose: Whose): void {
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  const { hertz, volume } = NOTES[whose];
  hertz.forEach((pitch, n) => playNote(context as AudioContext, pitch, volume, n * NOTE_SECONDS));
}

function playNote(to: AudioContext, pitch: number, volume: number, after: number): void {
  const start = to.currentTime + after;
  const note = to.createOscillator();
  const level = to.createGain();
  note.frequency.value = pitch;
  level.gain.setValueAtTime(0, start);
  level.gain.linearRampToValueAtTime(volume, start + 0.02);
  level.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
  note.connect(level).connect(to.destination);
  note.start(start);
  note.stop(start + NOTE_SECONDS);
}
