import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Plain text in the engine: ids and states only, never personal data. */
export const PAGE = defineSearchAttributeKey('RozmovaPage', SearchAttributeType.KEYWORD);
export const STATUS = defineSearchAttributeKey('RozmovaStatus', SearchAttributeType.KEYWORD);
export const OPERATORS = defineSearchAttributeKey('RozmovaOperators', SearchAttributeType.KEYWORD_LIST);
