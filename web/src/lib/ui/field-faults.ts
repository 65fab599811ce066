import { m } from '#lib/paraglide/messages.js';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a field lacks is said in the reader's language: the browser would say it in its own. */
export function sayFieldFaults(page: Document): void {
  // Neither bubbles for every field, so both are met on their way down.
  page.addEventListener('invalid', ({ target }) => isField(target) && say(target), true);
  page.addEventListener('input', ({ target }) => isField(target) && target.setCustomValidity(''), true);
}

function say(field: Field) {
  field.setCustomValidity('');
  field.setCustomValidity(faultOf(field));
}

/** Empty where the browser's own words are as good as any. */
function faultOf({ validity, type }: Field): string {
  if (validity.valueMissing) return m.field_required();
  return validity.typeMismatch && type === 'email' ? m.email_wrong() : '';
}

function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
  );
}
