import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { countedListOf } from '../http/fields.ts';
import { documentCard, documentSchema } from './schema.ts';

const NOT_KEPT = ['UNKNOWN_COMPANY', 'UNKNOWN_CONTACT', 'UNKNOWN_TEMPLATE', 'UNKNOWN_DOCUMENT_VARIABLE'] as const;

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Documents',
    summary: 'Documents, the newest first',
    answers: { 200: countedListOf(documentSchema) },
    errors: ['CHAT_NOT_FOUND'],
  },
  add: {
    tag: 'Documents',
    summary: 'Begin a document',
    description: 'A draft: it has no number yet, and may be changed and deleted.',
    answers: { 201: documentCard },
    errors: [...NOT_KEPT, 'UNKNOWN_DOCUMENT', 'UNKNOWN_ORDER', 'CHAT_NOT_FOUND'],
  },
  preview: {
    tag: 'Documents',
    summary: 'How a document would look, as SVG',
    description: 'The very layout of the PDF, all pages under one another; nothing is kept.',
    gives: 'image/svg+xml',
    answers: { 200: z.string() },
    errors: NOT_KEPT,
  },
  look: {
    tag: 'Documents',
    summary: 'How a document looks, as SVG',
    gives: 'image/svg+xml',
    answers: { 200: z.string() },
    errors: ['NOT_FOUND'],
  },
  one: {
    tag: 'Documents',
    summary: 'One document',
    answers: { 200: documentCard },
    errors: ['NOT_FOUND'],
  },
  change: {
    tag: 'Documents',
    summary: 'Change a draft',
    answers: { 200: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_ISSUED', ...NOT_KEPT],
  },
  remove: {
    tag: 'Documents',
    summary: 'Delete a draft',
    answers: { 204: null },
    errors: ['NOT_FOUND', 'DOCUMENT_ISSUED'],
  },
  issue: {
    tag: 'Documents',
    summary: 'Issue a document: it gets its number and does not change any more',
    description: [
      'Numbers of a company, a kind and a year or month (of the date) have no gap. Asked once more, nothing is done',
      'again.',
      'DOCUMENT_INCOMPLETE names in its details what is lacking.',
    ],
    answers: { 200: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_ISSUED', 'DOCUMENT_INCOMPLETE', 'UNKNOWN_COMPANY'],
  },
  cancel: {
    tag: 'Documents',
    summary: 'Cancel an issued document',
    description: 'It keeps its number; its PDF says that it holds no more.',
    answers: { 200: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_ISSUED'],
  },
  pay: {
    tag: 'Documents',
    summary: 'Mark an issued document as paid',
    answers: { 200: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_ISSUED'],
  },
  unpay: {
    tag: 'Documents',
    summary: 'Take the mark of payment away',
    answers: { 200: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_ISSUED'],
  },
  send: {
    tag: 'Documents',
    summary: 'Send a document via Facebook',
    description: [
      'Into the chat that is named, or the open one of its client; `sending` tells what became of it. While one is',
      'under way, asking again is the same. DOCUMENT_NOT_SENDABLE says in its details why, as `canSend` does.',
    ],
    answers: { 202: documentCard },
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_SENDABLE'],
  },
  pdf: {
    tag: 'Documents',
    summary: 'The PDF of an issued document',
    description: 'Always the same bytes; a cancelled one has another that says so.',
    gives: 'application/pdf',
    answers: { 200: z.string() },
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_ISSUED'],
  },
} satisfies Operations;
