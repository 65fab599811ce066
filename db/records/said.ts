/** What a change says of a field, or how it was where it says nothing. */
export function said<Value>(next: Value | undefined, was: Value): Value {
  return next === undefined ? was : next;
}
