import type { Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

/** Two clients have written; one of them, whose name is long, got a reply: chat № 1. */
export async function addTalk(stage: Stage, more: string[] = []): Promise<void> {
  const veronika = stage.client('Вероніка', 'Константинопольська');
  veronika.says('Добрий день! Чи є торшер «Вечір» у білому кольорі? Ось він: https://example.com/lampa');
  for (const words of more) veronika.says(words);
  stage.client('Петро', 'Дяченко').says('Лампа блимає, коли її вмикають разом із чайником');
  const olena = await stage.window('olena');
  await olena.open('Вероніка Константинопольська');
  await olena.answer('Так, є два');
  await olena.untilState('Так, є два', 'delivered');
  await untilShown(olena.row('Петро Дяченко'));
  await olena.close();
}
