/** Asked to act for a person, page or message that the simulated Meta does not have. */
export class NotThere extends Error {
  override name = 'NotThere';
}
