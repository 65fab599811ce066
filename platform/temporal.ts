import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { type DataConverter, SearchAttributeType } from '@temporalio/common';
import { StrictCodec } from './codec.ts';
import type { DataKeys } from './data-keys.ts';

export interface TemporalSettings {
  address: string;
  namespace: string;
}

/** Payloads, and the texts of failures, go to the engine encrypted. */
export function dataConverter(keys: DataKeys): DataConverter {
  return {
    payloadCodecs: [new StrictCodec(keys)],
    failureConverterPath: new URL('./failure-converter.ts', import.meta.url).pathname,
  };
}

// A call's deadline is not looked at during a pause: the default's growing pauses let callers wait seconds beyond it.
const LONGEST_PAUSE_MS = 400;
const retry = defaultGrpcRetryOptions();
const patience = makeGrpcRetryInterceptor({
  ...retry,
  delayFunction: (attempt, status) => Math.min(LONGEST_PAUSE_MS, retry.delayFunction(attempt, status)),
});

/**
 * gRPC's codes for an engine that is away, starting, overloaded, or that did not answer in time: CANCELLED,
 * DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE.
 */
const AWAY = new Set([1, 4, 8, 14]);

/** Whether an error means that the engine is away, and not that there is something wrong with what it was asked. */
export function isEngineAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && AWAY.has(Number(error.code))) || isEngineAway(error.cause);
}

/** A client that connects at its first call, so that a process starts also while the engine is away. */
export function openTemporal(settings: TemporalSettings, keys: DataKeys): Client {
  const connection = Connection.lazy({ address: settings.address, interceptors: [patience] });
  return new Client({ connection, namespace: settings.namespace, dataConverter: dataConverter(keys) });
}

const ATTRIBUTES = {
  RozmovaPage: SearchAttributeType.KEYWORD,
  RozmovaStatus: SearchAttributeType.KEYWORD,
  RozmovaOperators: SearchAttributeType.KEYWORD_LIST,
};
// temporal.api.enums.v1.IndexedValueType; the enum's values cannot be imported from an ES module.
const INDEXED_VALUE_TYPE = { KEYWORD: 2, KEYWORD_LIST: 7 } as const;

/** Registers what chats can be searched by; fine to repeat. */
export async function registerSearchAttributes(client: Client): Promise<void> {
  const namespace = client.options.namespace;
  const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  await client.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, INDEXED_VALUE_TYPE[type]])),
  });
}
