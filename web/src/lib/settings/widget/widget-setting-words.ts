import { m } from '#lib/paraglide/messages.js';

export const WIDGET_TITLES: Record<string, () => string> = {
  chatbotUsername: m.chatbot_username,
  'widget.color': m.widget_color,
  'widget.side': m.widget_side,
};

/** A value of these settings in words; null: it speaks for itself. */
export function widgetValue(path: string, value: unknown): string | null {
  if (path !== 'widget.side') return null;
  return value === 'left' ? m.widget_left() : m.widget_right();
}
