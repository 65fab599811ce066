import { anyOf } from './any-of.ts';

/**
 * What a number is called by those who write it, in the languages of our pages. Beginnings of words without their
 * accents; short ones that begin other words stand in the lists of whole words.
 */
const PHONE_BEGINNINGS = anyOf(
  '^',
  [
    String.raw`телеф|телеп|мобіл|мобил|контакт|вайб|вацап|ватсап|вотсап|дзвон|дзвін|подзв|передзв|зателеф`,
    String.raw`перезвон|позвон|звон|созвон|набер|набир|звʼяз|звяз|связ|смс|телег|phone|telef|telep|mobil`,
    String.raw`handy|rufnum|anruf|ruckruf|whats|viber|telegram|komork|zadzw|dzwon|oddzw|kontakt|contact`,
    String.raw`llam|celul|movil|cellular|chiam|portable|joindre|appel|ligar|ligue|zavol|cepte`,
    String.raw`(?:ال)?(?:هاتف|تلفون|جوال|موبايل|رقمي|واتس)`,
  ],
  '',
  'u',
);
const PHONE_WORDS = new Set(
  'тел т моб тлф ph tel telf tlf mob cell call sms rang ring text reach rufen ruf teléfono gsm טלפון'.split(' '),
);

const ORDER_BEGINNINGS = anyOf(
  '^',
  [
    String.raw`замовл|замов|заказ|ттн|накладн|відправл|отправл|посил|посыл|пакун|трек|track|артик|товар`,
    String.raw`рахун|счет|інвойс|инвойс|invoic|чек|квитан|догов|картк|карт|єдрпоу|едрпоу|паспорт|серійн`,
    String.raw`серий|штрих|заявк|звернен|обращен|тікет|тикет|брон|квиток|рейс|ідентиф|платіж|платеж|переказ`,
    String.raw`перевод|опла|сум[аіиуом]|ціна|цена|варт|order|parcel|shipm|waybill|consignm|articl|item`,
    String.raw`product|refer|account|passport|ticket|booking|reserv|serial|payment|deliver|bestell|auftrag`,
    String.raw`rechnung|kunde|artikel|sendung|paket|konto|karte|steuer|vertrag|zamow|paczk|faktur|przesy`,
    String.raw`pedido|factur|envio|articul|cuenta|tarjeta|commande|colis|compte|carte|ordin|fattur|spediz`,
    String.raw`articol|codice|partita|objedn|zasilk|(?:ال)?(?:طلب|شحن)`,
  ],
  '',
  'u',
);
const ORDER_WORDS = new Set(
  [
    'арт код коду кодом id ід інн инн іпн ипн iban sku isbn ean upc imei vin ord inv acct card cards vat',
    'tax ust nip regon pesel dni nif cif siret siren iva зак рах чеку asin ref price total sum suma preis',
    'kwota цін грн',
  ].flatMap((line) => line.split(' ')),
);
/** Compounds: `Kundennummer`, `Bestellnr`. */
const ORDER_COMPOUND = /(?:bestell|auftrag|rechnung|kunden|artikel|sendung|konto|steuer|vertrag|paket|referenz|seri)/u;
const PHONE_COMPOUND = /(?:telefon|handy|ruf|mobil)(?:nr|nummer)?$/u;

export const MINE = new Set(
  'мій мой моя мого my mein meine meiner mi mio moj moje mon ma meu minha muj benim numarami'.split(' '),
);
export const NUMBER_WORDS =
  /^(?:номер|ном|number|num|nummer|nr|no|numer|numero|numeros|no|n|cislo|номеру|номером|رقم)/u;
/** `замовлення на номер …`: what comes after it is no order's any more. */
export const TOWARDS = new Set('на to at unter auf an pod al sur'.split(' '));

export function isPhoneWord(word: string): boolean {
  return PHONE_WORDS.has(word) || PHONE_BEGINNINGS.test(word) || PHONE_COMPOUND.test(word);
}

export function isOrderWord(word: string): boolean {
  return ORDER_WORDS.has(word) || ORDER_BEGINNINGS.test(word) || ORDER_COMPOUND.test(word);
}
